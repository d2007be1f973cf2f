from pathlib import Path

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "fazhi.disclosure"
    label = "disclosure"
    verbose_name = "公示公开"

    def ready(self) -> None:
        """Plug the procedure of publication into the engine, and what is published into the search."""
        from fazhi.disclosure import effects, facts, searching, vocabulary
        from fazhi.disclosure.rules import guards
        from fazhi.disclosure.rules.terms import TERMS
        from fazhi.procedures.registry import Domain, plug

        plug(
            Domain(
                name="disclosure",
                folder=Path(__file__).parent,
                terms=TERMS,
                rules=guards,
                effects=effects,
                facts={"disclosure.publication": facts.publication_facts},
                links={"disclosure.publication": {"看脱敏稿": "/disclosure/{id}/"}},
                choices={
                    "ChangeGround": vocabulary.ChangeGround,
                    "WithholdGround": vocabulary.WithholdGround,
                },
            )
        )
        searching.plug()

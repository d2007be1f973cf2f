from pathlib import Path

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "fazhi.domains.review"
    label = "review"
    verbose_name = "合法性审核"

    def ready(self) -> None:
        """Make legality review known to the engine."""
        from fazhi.domains.review import effects, facts, paper_contexts, vocabulary
        from fazhi.domains.review.rules import guards
        from fazhi.domains.review.rules.terms import TERMS
        from fazhi.procedures import registry

        registry.plug(
            registry.Domain(
                name="review",
                folder=Path(__file__).parent,
                terms=TERMS,
                rules=guards,
                effects=effects,
                facts=facts.LOADERS,
                contexts=paper_contexts,
                choices={
                    "SubjectKind": vocabulary.SubjectKind,
                    "CheckResult": vocabulary.CheckResult,
                },
            )
        )

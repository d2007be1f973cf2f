from pathlib import Path

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    name = "fazhi.domains.enforcement"
    label = "enforcement"
    verbose_name = "行政执法"

    def ready(self) -> None:
        """Make enforcement known to the engine."""
        from fazhi.disclosure import kinds
        from fazhi.domains.enforcement import effects, facts, paper_contexts, selectors, vocabulary
        from fazhi.domains.enforcement.rules import guards
        from fazhi.domains.enforcement.rules.terms import TERMS
        from fazhi.domains.enforcement.services.draft_publication import penalty_draft, summary_draft
        from fazhi.kernel.words import Word
        from fazhi.procedures import registry

        words = {
            name: word
            for name, word in vars(vocabulary).items()
            if isinstance(word, type) and issubclass(word, Word) and word is not Word
        }
        registry.plug(
            registry.Domain(
                name="enforcement",
                folder=Path(__file__).parent,
                terms=TERMS,
                rules=guards,
                effects=effects,
                facts=facts.LOADERS,
                contexts=paper_contexts,
                choices={**words, "BenchmarkCode": selectors.BenchmarkCode},
            )
        )
        fields = dict(vocabulary.EnforcementDomain.choices)
        kinds.register("penalty_decision", title="行政处罚决定", build=penalty_draft, domains=fields)
        kinds.register("summary_penalty", title="当场行政处罚决定", build=summary_draft, domains=fields)

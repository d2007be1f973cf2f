"""A procedure as a picture: SVG for pages, BPMN 2.0 for engines and modellers, mermaid for documents."""

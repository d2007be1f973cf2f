"""The door for assistants (Model Context Protocol): the law as it is held here, so that none need be invented."""

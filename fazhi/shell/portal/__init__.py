"""Pages for the public: no login, no cookie, no script needed."""

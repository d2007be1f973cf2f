"""Where procedures and the law library meet: what of ours cites which article, and what an amendment touches."""

"""Pages about money: a member's own, and the treasurer's."""

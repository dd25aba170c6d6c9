"""What Reader keeps: a cache that can be made again, and the user's own data, which never is."""

"""What has been published, in lists that are pages themselves, to search and to follow."""

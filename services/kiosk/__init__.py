"""The gateway through which cabins speak to the nation."""

"""A lens: a framework of claims, each tied to what the records can say, what people can say, or neither."""

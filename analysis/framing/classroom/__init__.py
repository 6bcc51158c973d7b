"""The classroom: a study of one's own, what notebooks say of it, exercises and their answers."""

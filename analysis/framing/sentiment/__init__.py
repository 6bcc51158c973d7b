"""Sentiment of sentences: VADER as NLTK applies it, TextBlob, AFINN, and words that are masked."""

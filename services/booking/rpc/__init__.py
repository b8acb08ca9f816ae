"""Answers gRPC calls: translate, run one operation, translate back."""

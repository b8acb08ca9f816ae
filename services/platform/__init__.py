"""The floor every service stands on: store, rpc, tokens, telemetry. It knows no word of health or booking."""

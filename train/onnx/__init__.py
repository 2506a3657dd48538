"""The models of Dateline beside onnxruntime: a developer's tool with requirements of its own (requirements.txt)."""

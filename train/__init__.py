"""How the neural models of Dateline are made: a developer's tool.

Nothing here is needed to build, test or run Dateline. README.md says how to
use it; the format of the models and their arithmetic are described in
docs/decisions/0031-neural-models.md.
"""

"""The controlled primitives: multiprocessing whose locks, values and processes are served by the judge.

Each visible operation is one request, and a process that must wait simply gets no answer yet. Nothing here decides
an order, and nothing here is trusted.
"""

"""How the bystander is called."""


def count(submission, ctx, *, times, parties):
    """`parties` processes count at once, `times` times each; returns the count."""
    number = ctx.Value("q", 0)
    team = [ctx.Process(target=submission.count, args=(number, times)) for _ in range(parties)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return number.value

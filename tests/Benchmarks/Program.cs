using Benchmarks;
using Benchmarks.Due;
using Benchmarks.Forms;
using Benchmarks.Ledgers;
using Benchmarks.Roster;
using Benchmarks.Rules;
using Benchmarks.Start;
using Benchmarks.Turns;
using Benchmarks.WeCom;

// dotnet run -c Release --project tests/Benchmarks -- VERB [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres] [--count N]
// all = every one but fuzz, which runs for minutes and prints no figure of speed.
(string Verb, Func<Asked, Task> Run)[] benchmarks =
[
    ("turns", TurnsBenchmark.Run),
    ("start", _ => StartBenchmark.Run()),
    ("engine", _ => EngineBenchmark.Run()),
    ("import", ImportBenchmark.Run),
    ("due", DueBenchmark.Run),
    ("first-screen", FirstScreenBenchmark.Run),
    ("rules", RulesBenchmark.Run),
    ("ledgers", _ => LedgersBenchmark.Run()),
    ("outbox", OutboxBenchmark.Run),
    ("hostile", HostileBenchmark.Run),
    ("fuzz", FuzzBenchmark.Run),
];
if (Asked.Read(args, [.. benchmarks.Select(each => each.Verb), "all"]) is not { } asked)
{
    await Console.Error.WriteLineAsync(
        $"usage: {string.Join('|', benchmarks.Select(each => each.Verb))}|all [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres] [--count N]");
    return 2;
}
foreach (var (verb, run) in benchmarks)
    if (asked.Verb == verb || (asked.Verb == "all" && verb != "fuzz"))
        await run(asked);
return 0;

using Benchmarks;
using Benchmarks.Forms;
using Benchmarks.Start;
using Benchmarks.Turns;
using Benchmarks.WeCom;

// dotnet run -c Release --project tests/Benchmarks -- turns|start|engine|outbox|hostile|fuzz|all [--clients N] [--rounds N] [--store sqlite|postgres] [--count N]
var asked = Asked.Read(args);
if (asked is null)
{
    await Console.Error.WriteLineAsync("usage: turns|start|engine|outbox|hostile|fuzz|all [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres] [--count N]");
    return 2;
}
if (asked.Verb is "turns" or "all")
    await TurnsBenchmark.Run(asked);
if (asked.Verb is "start" or "all")
    await StartBenchmark.Run();
if (asked.Verb is "engine" or "all")
    await EngineBenchmark.Run();
if (asked.Verb is "outbox" or "all")
    await OutboxBenchmark.Run(asked);
if (asked.Verb is "hostile" or "all")
    await HostileBenchmark.Run(asked);
if (asked.Verb is "fuzz")
    await FuzzBenchmark.Run(asked);
return 0;

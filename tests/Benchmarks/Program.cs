using Benchmarks;
using Benchmarks.Due;
using Benchmarks.Forms;
<<<<<<< HEAD
using Benchmarks.Rules;
using Benchmarks.Start;
using Benchmarks.Turns;

// dotnet run -c Release --project tests/Benchmarks -- turns|start|engine|due|all [--clients N] [--rounds N] [--store sqlite|postgres]
var asked = Asked.Read(args);
if (asked is null)
{
    await Console.Error.WriteLineAsync("usage: turns|start|engine|due|all [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres]");
// dotnet run -c Release --project tests/Benchmarks -- turns|start|engine|rules|all [--clients N] [--rounds N] [--store sqlite|postgres]
var asked = Asked.Read(args);
if (asked is null)
{
    await Console.Error.WriteLineAsync("usage: turns|start|engine|rules|all [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres]");
=======
using Benchmarks.Ledgers;
using Benchmarks.Start;
using Benchmarks.Turns;

// dotnet run -c Release --project tests/Benchmarks -- turns|start|engine|ledgers|all [--clients N] [--rounds N] [--store sqlite|postgres]
var asked = Asked.Read(args);
if (asked is null)
{
    await Console.Error.WriteLineAsync("usage: turns|start|engine|ledgers|all [--clients N] [--rounds N] [--turns N] [--store sqlite|postgres]");
>>>>>>> ledgers
    return 2;
}
if (asked.Verb is "turns" or "all")
    await TurnsBenchmark.Run(asked);
if (asked.Verb is "start" or "all")
    await StartBenchmark.Run();
if (asked.Verb is "engine" or "all")
    await EngineBenchmark.Run();
<<<<<<< HEAD
if (asked.Verb is "due" or "all")
    await DueBenchmark.Run();
if (asked.Verb is "rules" or "all")
    await RulesBenchmark.Run();
=======
if (asked.Verb is "ledgers" or "all")
    await LedgersBenchmark.Run();
>>>>>>> ledgers
return 0;

using System.Globalization;
using Benchmarks.Ledgers;
using Scheduler.Rules;
using Store;
using Testing;

namespace Benchmarks.Rules;

/// <summary>All rules over a county of 250,000 households with a check-in each, problems, loans and plans: what one night has to do.</summary>
internal static class RulesBenchmark
{
    private const int Households = 250_000;

    public static async Task Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("bench-rules-").FullName;
        try
        {
            foreach (var provider in (string[])(asked.Store is { } one ? [one] : ["sqlite", "postgres"]))
                await Run(folder, provider, asked.Count ?? Households);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Run(string folder, string provider, int households)
    {
        await using var server = provider == "postgres" ? await BenchDatabase.Postgres(folder) : null;
        await using var database = await Database.Start(
            provider, server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "rules.db")}", Path.Combine(folder, $"keys-{provider}"), RulesCounty.Now);
        await Console.Error.WriteLineAsync($"rules: making a county of {households} households in {provider}");
        var filling = await Measured.Of(() => RulesCounty.Fill(database, Repository.Pack, households));
        await Console.Error.WriteLineAsync($"rules: made in {Figures.Show(filling.Seconds, "0")} s");
        var rounds = new RuleRounds(database, Repository.Pack);
        var standing = 0;
        var night = await Measured.Of(async () => standing = await rounds.Run(RulesCounty.Now));
        var again = await Measured.Of(() => rounds.Run(RulesCounty.Now.AddDays(1)));
        var lacking = 0;
        var look = await Measured.Of(async () =>
        {
            var (_, notChecked) = await database.Read(tx => RuleRounds.Look(tx, Repository.Pack, null, RulesCounty.Now));
            lacking = notChecked.Select(entry => entry.Rule.Id).Distinct().Count();
        });
        Console.WriteLine();
        Figures.Print(
        [
            [$"rules, {Written(households)} households, one check-in each ({provider})", "seconds", "processor seconds", "MB above idle"],
            Measured.Row("all daily rules, findings recorded", [night]),
            Measured.Row("the next day, nothing changed", [again]),
            Measured.Row("`rules run`: the same and the sums of every ledger", [look]),
            [$"{Written(standing)} findings; {lacking} rules without data, not checked", "", "", ""],
        ]);
    }

    private static string Written(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

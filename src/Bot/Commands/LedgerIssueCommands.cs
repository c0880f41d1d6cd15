using System.CommandLine;
using Scheduler.Ledgers;
using Store;

namespace Bot.Commands;

/// <summary>ledger issue, ledger issues, ledger issued: what is handed in, kept as it was.</summary>
internal static class LedgerIssueCommands
{
    public static Command CreateIssue()
    {
        var asked = new AskedLedger();
        var by = new Option<string>("--by") { Required = true, HelpName = "USERID", Description = "who issues it" };
        var reason = new Option<string>("--reason") { Description = "why a closed period is amended", DefaultValueFactory = _ => "" };
        var signed = new Option<string[]>("--signed") { HelpName = "FIELD=WHO", Description = "a field that was signed on paper, and by whom; may be repeated", AllowMultipleArgumentsPerToken = true };
        signed.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"--signed: '{token.Value}' is not FIELD=WHO.");
        });
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "a copy of the issued workbook" };
        var issue = new Command("issue", "issue a ledger: number it, print its check code on it, keep it") { by, reason, signed, output };
        asked.AddTo(issue);
        issue.SetAction((parsed, _) => asked.Open(parsed, (database, asks) => Issue(
            database, asks, parsed.GetValue(by)!, parsed.GetValue(reason)!, parsed.GetValue(signed) ?? [], parsed.GetValue(output))));
        return issue;
    }

    public static Command CreateList()
    {
        var id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "only of this ledger" };
        var list = new Command("issues", "what was issued, as JSON") { id };
        list.SetAction((parsed, _) => WithStore(async database =>
        {
            CommandJson.Print((await database.Read(tx => LedgerIssues.List(tx, parsed.GetValue(id)))).Select(Described));
            return CommandLine.Done;
        }));
        return list;
    }

    public static Command CreateGet()
    {
        var number = new Argument<string>("NUMBER") { Description = "the number printed on it" };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE" };
        var get = new Command("issued", "the file of an issue, byte for byte") { number, output };
        get.SetAction((parsed, _) => WithStore(async database =>
        {
            var file = await database.Read(async tx => await LedgerIssues.Find(tx, parsed.GetValue(number)!) is { } issue ? await Files.Get(tx, issue.FileId) : null)
                ?? throw new StartException($"nothing was issued as '{parsed.GetValue(number)}'");
            await File.WriteAllBytesAsync(parsed.GetValue(output)!, file.Content);
            return CommandLine.Done;
        }));
        return get;
    }

    private static async Task<int> Issue(
        Database database, LedgerAsk asks, string userid, string reason, string[] signed, string? file)
    {
        var now = TimeProvider.System.GetUtcNow();
        var names = signed.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        PreparedIssue made;
        try
        {
            made = await LedgerIssuing.Issue(database, async tx =>
            {
                var issuer = await People.Find(tx, userid) ?? throw new StartException($"there is nobody with the userid '{userid}'");
                var scope = asks.Pack.Roles.ScopeOf(issuer);
                if (scope is not Scope.Area area || !(asks.Unit?.Path ?? "/").StartsWith(area.Path, StringComparison.Ordinal))
                    throw new StartException($"{userid} may not issue a ledger of {asks.Unit?.Name ?? "everything"}: it is outside their area");
                var table = await LedgerRounds.Compute(tx, asks.Pack, asks.Ledger, asks.Scope, asks.Unit, asks.Campaign, asks.Period, issuer.Name);
                return await LedgerIssuing.Prepare(
                    tx, asks.Pack, new IssueOf(asks.Ledger, asks.Campaign ?? asks.Ledger.Campaign, asks.Period ?? "", LedgerIssuing.KeyOf(asks.Unit)),
                    table, issuer, names, reason, LedgerIssuing.LateDays(asks.Pack, asks.Ledger), now);
            });
        }
        catch (LedgerRefusedException refused)
        {
            throw new StartException(refused.Message);
        }
        if (file is not null)
            await File.WriteAllBytesAsync(file, made.Workbook);
        CommandJson.Print(Described(made.Issue));
        return CommandLine.Done;
    }

    private static object Described(LedgerIssue issue) => new
    {
        number = issue.Number,
        ledger = issue.Ledger,
        campaign = issue.Campaign,
        period = issue.Period,
        unit = issue.UnitId,
        issued_at = ChinaTime.Of(issue.IssuedAt).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        issuer = issue.Issuer,
        check_code = issue.CheckCode,
        changes = issue.Changes,
        reason = issue.Reason,
    };

    private static async Task<int> WithStore(Func<Database, Task<int>> then)
    {
        await using var database = await CommandStore.OpenWithKeys(CommandSettings.Read());
        return await then(database);
    }
}

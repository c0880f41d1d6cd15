using System.CommandLine;
using Scheduler.Rules;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>rules run, rules list, rules show, rules waive: what is wrong with what is stored.</summary>
internal static class RulesCommand
{
    public static Command Create() => new("rules", "rules of data quality and compliance") { CreateRun(), CreateList(), CreateShow(), CreateWaive() };

    private static Command CreateRun()
    {
        var campaign = new Option<string?>("--campaign") { Description = "only rules and records of this campaign" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var notChecked = new Option<bool>("--not-checked") { Description = "list on standard error every rule that could not be checked, and why" };
        var today = new Option<string?>("--now") { HelpName = "TIME", Description = "as if it were this moment (ISO 8601)" };
        var run = new Command("run", "check every rule over what is stored") { campaign, json, notChecked, today };
        run.SetAction((parsed, _) => Run(parsed.GetValue(campaign), parsed.GetValue(json), parsed.GetValue(notChecked), parsed.GetValue(today)));
        return run;
    }

    private static Command CreateList()
    {
        var campaign = new Option<string?>("--campaign") { Description = "only rules that are asked in this campaign" };
        var list = new Command("list", "print id, severity, when it is asked, title and source of every rule, separated by tabs") { campaign };
        list.SetAction(parsed =>
        {
            var of = parsed.GetValue(campaign);
            foreach (var rule in BotSetup.Pack(CommandSettings.Read().PromptsPath).Rules.Where(rule => of is null || rule.Campaigns.Count == 0 || rule.Campaigns.Contains(of)))
                Console.WriteLine($"{rule.Id}\t{Word(rule.Severity)}\t{string.Join(' ', rule.At)}\t{rule.Title}\t{string.Join("; ", rule.Sources)}");
            return CommandLine.Done;
        });
        return list;
    }

    private static Command CreateShow()
    {
        var id = new Argument<string>("RULE") { Description = "the rule's id" };
        var show = new Command("show", "print all of one rule: what it demands, what is looked at, its values in each campaign") { id };
        show.SetAction(parsed => Show(parsed.GetValue(id)!));
        return show;
    }

    private static int Show(string id)
    {
        var pack = BotSetup.Pack(CommandSettings.Read().PromptsPath);
        var rule = pack.Rules.FirstOrDefault(known => known.Id == id) ?? throw new StartException($"there is no rule '{id}'");
        Console.WriteLine($"{rule.Id} {rule.Title}");
        Console.WriteLine(rule.Statement);
        Console.WriteLine($"source: {string.Join("; ", rule.Sources)}");
        Console.WriteLine($"severity: {Word(rule.Severity)}; asked at: {string.Join(' ', rule.At)}; campaigns: {(rule.Campaigns.Count == 0 ? "all" : string.Join(' ', rule.Campaigns))}");
        foreach (var (name, parameter) in rule.Parameters)
            Console.WriteLine($"{name}: {string.Join("; ", ((string[])[Shown(parameter.Value), .. parameter.PerCampaign.Select(own => $"{own.Key} {Shown(own.Value)}")]).Where(text => text.Length > 0))}");
        foreach (var check in rule.Checks)
        {
            Console.WriteLine($"over {check.Over}{(check.When is { } when ? $" when {when}" : "")}{(check.Group is { } group ? $" by {group.By}" : "")}");
            Console.WriteLine($"  wrong if {check.If}");
            Console.WriteLine($"  {check.Message ?? rule.Message}");
        }
        Console.WriteLine(rule.ToDo);
        Console.WriteLine($"{rule.File}:{rule.Line}");
        return CommandLine.Done;

        static string Shown(RuleValue? value) => value switch { null => "", { Literal: { } literal } => literal, { Rows: { } rows } => $"{rows.Count} rows", _ => "not set" };
    }

    private static Command CreateWaive()
    {
        var rule = new Argument<string>("RULE") { Description = "the rule's id" };
        var subject = new Argument<string>("SUBJECT") { Description = "as rules run prints it" };
        var by = new Option<string>("--by") { Required = true, HelpName = "USERID", Description = "who takes it upon them" };
        var reason = new Option<string>("--reason") { Required = true, HelpName = "TEXT", Description = "why" };
        var waive = new Command("waive", "from now on nobody is told of a finding any more") { rule, subject, by, reason };
        waive.SetAction((parsed, _) => Waive(parsed.GetValue(rule)!, parsed.GetValue(subject)!, parsed.GetValue(by)!, parsed.GetValue(reason)!));
        return waive;
    }

    private static async Task<int> Run(string? campaign, bool json, bool listNotChecked, string? at)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        if (campaign is not null && pack.Campaigns.All(known => known.Id != campaign))
            throw new StartException($"there is no campaign '{campaign}'; known: {string.Join(", ", pack.Campaigns.Select(known => known.Id))}");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var now = at is null ? await Demo.DemoMode.Now(database) : DateTimeOffset.TryParse(at, System.Globalization.CultureInfo.InvariantCulture, out var written)
            ? written
            : throw new StartException($"--now: '{at}' is not a moment such as 2022-08-20T09:00:00+08:00");
        var (findings, notChecked) = await database.Read(tx => RuleRounds.Look(tx, pack, campaign, now, new Looked()));
        if (json)
            CommandJson.Print(findings.Select(finding => new { Rule = finding.Rule.Id, Severity = Word(finding.Rule.Severity), finding.Subject, finding.Message }));
        else
            foreach (var finding in findings)
                Console.WriteLine($"{finding.Rule.Id}\t{Word(finding.Rule.Severity)}\t{finding.Subject}\t{finding.Message}\t{string.Join("; ", finding.Rule.Sources)}");
        await Console.Error.WriteLineAsync($"{findings.Count} findings; {notChecked.Select(entry => entry.Rule.Id).Distinct().Count()} of {pack.Rules.Count} rules not checked"
            + (listNotChecked ? ":" : ", --not-checked says why"));
        if (listNotChecked)
            foreach (var entry in notChecked)
                await Console.Error.WriteLineAsync($"{entry.Rule.Id} not checked{(entry.Campaign.Length > 0 ? $" in {entry.Campaign}" : "")}: {entry.Reason}");
        return CommandLine.Done;
    }

    private static async Task<int> Waive(string id, string subject, string by, string reason)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var rule = pack.Rules.FirstOrDefault(known => known.Id == id) ?? throw new StartException($"there is no rule '{id}'");
        if (string.IsNullOrWhiteSpace(reason))
            throw new StartException("--reason: a finding is waived for a reason");
        await using var database = await BotSetup.Open(settings);
        var person = await database.Read(tx => People.Find(tx, by)) ?? throw new StartException($"there is nobody with the userid '{by}'");
        if (!Waivers.May(pack, person, rule))
            throw new StartException($"{by} ({person.Role}) may not waive {rule.Id}: what blocks is waived by the county, the rest by town or county");
        var now = await Demo.DemoMode.Now(database);
        await new RuleRounds(database, pack).Run(now);
        var found = await database.Read(tx => Findings.Named(tx, pack.Roles.ScopeOf(person), rule.Id, subject));
        if (found.Count == 0)
            throw new StartException($"{rule.Id} finds nothing wrong with {subject} within the area of {by}");
        await database.Write(async tx =>
        {
            foreach (var finding in found)
                await Findings.Waive(tx, finding, person.Userid, reason, now);
        });
        Console.WriteLine($"waived {rule.Id} for {subject}");
        return CommandLine.Done;
    }

    /// <summary>Whoever waits for a large county sees how far it is.</summary>
    private sealed class Looked : IProgress<int>
    {
        private const int Every = 10_000;

        private int said;

        public void Report(int value)
        {
            if (value / Every == said)
                return;
            said = value / Every;
            Console.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"looked at {value:N0} households"));
        }
    }

    private static string Word(RuleSeverity severity) => severity.ToString().ToLowerInvariant();
}

using Bot.Conversations.Errands;
using Bot.Forms;
using Scheduler.Rules;

namespace Bot.Conversations;

/// <summary>What one input did: the new session and, in order, what the surrounding program is told to do.</summary>
/// <param name="Lookup">When set, the turn is not over: look this up and advance again with the answer.</param>
public sealed record Turn(Session Session, IReadOnlyList<TurnEvent> Events, Lookup? Lookup);

/// <summary>Something that happened in a turn. A closed set, so that every effect is carried out in one place.</summary>
public abstract record TurnEvent
{
    private TurnEvent()
    {
    }

    public sealed record Said(string Text) : TurnEvent;

    public sealed record Asked(Prompt Prompt) : TurnEvent;

    /// <summary>What stands on the card that was tapped from now on: the whole answer where nothing else is said.</summary>
    public sealed record Stamped(string Text) : TurnEvent;

    /// <param name="Answers">Everything relevant, calculations included.</param>
    public sealed record Submitted(Draft Draft, IReadOnlyDictionary<string, string> Answers, string Reason) : TurnEvent
    {
        /// <summary>What stood against it and did not block, kept with the record.</summary>
        public IReadOnlyList<NamedMessage> Warnings { get; init; } = [];

        /// <param name="findings">Of rules, kept beside the form's own warnings.</param>
        internal static Submitted Of(FilledForm filled, string reason, IReadOnlyList<Finding>? findings = null) => new(filled.Draft, filled.Answers, reason)
        {
            Warnings =
            [
                .. filled.Warnings.Select(warning => NamedMessage.At(warning.Question.Path, warning.Message)),
                .. (findings ?? []).Select(finding => new NamedMessage(finding.Rule.Id, finding.Message)),
            ],
        };
    }

    /// <param name="Period">2022-08; "" = whatever the month.</param>
    /// <param name="Unit">As it was written; "" = the speaker's own.</param>
    /// <param name="Detail">See <see cref="Store.LedgerDetail"/>.</param>
    public sealed record LedgerOrdered(
        string Ledger, string Campaign, string Period = "", string Unit = "",
        Store.LedgerRequestKind Kind = Store.LedgerRequestKind.Make, string Detail = "") : TurnEvent;

    /// <summary>An answer looks like a problem; a draft report waits to be confirmed.</summary>
    /// <param name="Says">What was found.</param>
    public sealed record Suspected(Draft Draft, string Says, DateTimeOffset AskAt) : TurnEvent;

    /// <summary>What looked like a problem is none.</summary>
    public sealed record Dismissed(Draft Draft, string Reason) : TurnEvent;

    /// <summary>Someone reached, by id or name, for a household that is not in their care. Journaled where there is one.</summary>
    public sealed record Refused(string Household) : TurnEvent;

    /// <summary>A room of office work did something.</summary>
    public sealed record Ran(ErrandDone Done) : TurnEvent;
}

/// <summary>A question or choice put to a person, the same for a card and for plain text.</summary>
public sealed record Prompt
{
    /// <summary>Ties a tap to this prompt.</summary>
    public int Step { get; init; }

    public required string Title { get; init; }

    /// <summary>Lines above the title: what this is about, how far along.</summary>
    public string Context { get; init; } = "";

    /// <summary>Lines below the title: last month's values, what will be void.</summary>
    public string Body { get; init; } = "";

    /// <summary>How to answer by text, with an example.</summary>
    public string Hint { get; init; } = "";

    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Up to three choices put together, instead of options; none otherwise.</summary>
    public IReadOnlyList<PromptPart> Parts { get; init; } = [];

    /// <summary>Whether a tap can answer it.</summary>
    public bool HasChoices => Options.Count > 0 || Parts.Count > 0;

    /// <summary>Whether several options may be picked.</summary>
    public bool Multiple { get; init; }

    /// <summary>Numbers already mean something else here (the review's questions), so the options are answered in words.</summary>
    public bool Unnumbered { get; init; }

    /// <summary>Ways on that are no answers (上一题, 跳过): a button where there is room, a word to type otherwise.</summary>
    public IReadOnlyList<Option> Actions { get; init; } = [];
}

/// <param name="Id">What comes back when it is tapped: a choice's name, a household's id, or a command word's id after '@'.</param>
public sealed record Option(string Id, string Text)
{
    /// <summary>Its number in the whole list, where only a part of it is shown; null where it is numbered as it stands.</summary>
    public int? Number { get; init; }
}

/// <summary>One of several choices put together.</summary>
/// <param name="Id">Comes back beside what was chosen.</param>
/// <param name="Caption">A few characters, where there is no room for the title.</param>
/// <param name="Chosen">The option that stands chosen until another is; "" for none.</param>
public sealed record PromptPart(string Id, string Title, string Caption, IReadOnlyList<Option> Options, string Chosen);

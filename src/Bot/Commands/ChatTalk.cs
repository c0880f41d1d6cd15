using Bot.Conversations;
using Bot.Turns;
using Store;

namespace Bot.Commands;

/// <summary>A conversation on the console. The session goes through its stored form between any two inputs, as it does for real.</summary>
internal sealed class ChatTalk(Database database, Exchange exchange, Person person, DateTimeOffset now)
{
    private string? session;

    /// <summary>The question that was put last.</summary>
    public Prompt? Prompt { get; private set; }

    public void Print(string said) => Write(person.Name, said);

    public async Task Hear(Input input)
    {
        var (after, events) = await database.Write(tx => exchange.Run(tx, person, session, input, now));
        session = after.ToJson();
        foreach (var happened in events)
            switch (happened)
            {
                case TurnEvent.Said said:
                    Write("bot", said.Text);
                    break;
                case TurnEvent.Asked asked:
                    Prompt = asked.Prompt;
                    Write("bot", Lines(asked.Prompt));
                    break;
                case TurnEvent.Submitted submitted:
                    Write("", $"(submitted {submitted.Draft.Form} {submitted.Draft.Subject}".TrimEnd() + ")");
                    break;
                case TurnEvent.LedgerOrdered order:
                    Write("", $"(ordered {order.Ledger})");
                    break;
            }
    }

    private static string Lines(Prompt prompt) => string.Join('\n', ((string[])
    [
        prompt.Context,
        prompt.Title,
        prompt.Body,
        string.Join(' ', prompt.Options.Concat(prompt.Actions).Select(option => $"[{option.Text}]")),
        prompt.Hint,
    ]).Where(line => line.Length > 0));

    private static void Write(string who, string text)
    {
        var lead = who.Length > 0 ? $"{who}: " : "";
        Console.WriteLine(lead + text.Replace("\n", "\n  ", StringComparison.Ordinal));
    }
}

using System.Globalization;

namespace Benchmarks;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Turns">At least so many in each round.</param>
/// <param name="Store">Null for both.</param>
/// <param name="Count">People of the hostile run and the outbox, bodies of the fuzz; null for what README quotes.</param>
internal sealed record Asked(string Verb, int Clients = 32, int Rounds = 5, int Turns = 6400, string? Store = null, int? Count = null)
{
    /// <summary>Null where it is not understood.</summary>
    public static Asked? Read(string[] args, IReadOnlyCollection<string> verbs)
    {
        if (args is not [var verb, ..] || !verbs.Contains(verb) || args.Length % 2 == 0)
            return null;
        var asked = new Asked(verb);
        for (var i = 1; i < args.Length; i += 2)
        {
            _ = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i], args[i + 1])
            {
                case ("--clients", _) when number > 0:
                    asked = asked with { Clients = number };
                    break;
                case ("--rounds", _) when number > 0:
                    asked = asked with { Rounds = number };
                    break;
                case ("--turns", _) when number > 0:
                    asked = asked with { Turns = number };
                    break;
                case ("--count", _) when number > 0:
                    asked = asked with { Count = number };
                    break;
                case ("--store", "sqlite" or "postgres"):
                    asked = asked with { Store = args[i + 1] };
                    break;
                default:
                    return null;
            }
        }
        return asked;
    }
}

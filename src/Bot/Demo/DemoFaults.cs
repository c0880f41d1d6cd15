using System.Collections.Concurrent;

namespace Bot.Demo;

/// <summary>What can go wrong with a call.</summary>
public enum DemoFaultKind
{
    None,
    /// <summary>Refused with an error code; nothing was done.</summary>
    Refused,
    /// <summary>The connection is closed; nothing was done.</summary>
    Closed,
    /// <summary>It was done, and then the connection was closed.</summary>
    AnswerLost,
    /// <summary>Something in between answers with a page of HTML; nothing was done.</summary>
    BadGateway,
    /// <summary>It was done, and something in between answers with a page of HTML.</summary>
    BadGatewayAfter,
}

/// <param name="Call">Such as <c>message/send</c>.</param>
internal sealed record DemoFault(string Call, DemoFaultKind Kind, int ErrCode = 0, string ErrMsg = "");

/// <summary>How often what goes wrong, 0 to 1 each; the same seed goes wrong alike.</summary>
public sealed record DemoFaultPlan
{
    public int Seed { get; init; } = 1;

    /// <summary>-1, system busy.</summary>
    public double Busy { get; init; }

    /// <summary>45009, too many calls.</summary>
    public double Throttled { get; init; }

    /// <summary>42001: all tokens are revoked before their time.</summary>
    public double Expired { get; init; }

    /// <summary>60020: the caller's address is not trusted.</summary>
    public double Untrusted { get; init; }

    public double Closed { get; init; }
    public double AnswerLost { get; init; }
    public double BadGateway { get; init; }
    public double BadGatewayAfter { get; init; }

    /// <summary>Answered late, by up to <see cref="DelayMilliseconds"/>.</summary>
    public double Delayed { get; init; }
    public int DelayMilliseconds { get; init; } = 20;

    /// <summary>A callback is delivered twice.</summary>
    public double CallbackTwice { get; init; }

    /// <summary>A callback is late, so that later ones overtake it.</summary>
    public double CallbackLate { get; init; }

    /// <summary>The answer to a callback is lost on its way, and it is delivered again.</summary>
    public double CallbackAnswerLost { get; init; }

    /// <summary>Members who count as out of the app's visible scope.</summary>
    public IReadOnlyList<string> OutOfScope { get; init; } = [];

    /// <summary>Members without an interface licence.</summary>
    public IReadOnlyList<string> Unlicensed { get; init; } = [];

    /// <summary>Only these calls go wrong; empty = all but gettoken.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];

    /// <summary>Nobody's limits are counted: for measuring speed.</summary>
    public bool Unlimited { get; init; }
}

/// <summary>What goes wrong next: what was asked for one by one, then what chance brings.</summary>
internal sealed class DemoFaults
{
    private readonly ConcurrentQueue<DemoFault> asked = [];
    private readonly Lock gate = new();
    private DemoFaultPlan plan = new();
    private Random chance = new(1);

    public DemoFaultPlan Plan
    {
        get => plan;
        set
        {
            lock (gate)
                (plan, chance) = (value, new Random(value.Seed));
        }
    }

    public void Next(DemoFault fault) => asked.Enqueue(fault);

    public DemoFault? Take(string call)
    {
        if (asked.TryPeek(out var fault) && fault.Call == call && asked.TryDequeue(out fault))
            return fault.Kind == DemoFaultKind.None ? null : fault;
        if (call == "gettoken" || plan.Calls.Count > 0 && !plan.Calls.Contains(call))
            return null;
        var roll = Roll();
        foreach (var (often, kind, code, message) in ((double, DemoFaultKind, int, string)[])
        [
            (plan.Busy, DemoFaultKind.Refused, -1, "system busy"),
            (plan.Throttled, DemoFaultKind.Refused, 45009, "api freq out of limit"),
            (plan.Expired, DemoFaultKind.Refused, 42001, "access_token expired"),
            (plan.Untrusted, DemoFaultKind.Refused, 60020, "not allow to access from your ip, from ip: 203.0.113.7"),
            (plan.Closed, DemoFaultKind.Closed, 0, ""),
            (plan.AnswerLost, DemoFaultKind.AnswerLost, 0, ""),
            (plan.BadGateway, DemoFaultKind.BadGateway, 0, ""),
            (plan.BadGatewayAfter, DemoFaultKind.BadGatewayAfter, 0, ""),
        ])
        {
            if (roll < often)
                return new DemoFault(call, kind, code, message);
            roll -= often;
        }
        return null;
    }

    public Task Delay(double often) => often > 0 && Roll() < often
        ? Task.Delay((int)(Roll() * plan.DelayMilliseconds))
        : Task.CompletedTask;

    public bool Happens(double often) => often > 0 && Roll() < often;

    private double Roll()
    {
        lock (gate)
            return chance.NextDouble();
    }
}

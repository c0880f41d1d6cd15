using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>A request with everything it names found: the ledger, the person, and the unit within what they may see.</summary>
/// <param name="Period">Null = whatever the period.</param>
internal sealed record LedgerAsked(LedgerRequest Request, Ledger Ledger, Person Person, Scope Scope, Unit? Unit, string? Period)
{
    /// <summary>What the request is answered with instead, where it cannot be met.</summary>
    /// <exception cref="InvalidOperationException">The ledger or the person is gone.</exception>
    public static async Task<(LedgerAsked? Asked, LedgerDelivery? Refusal)> Of(Tx tx, Pack pack, LedgerRequest request)
    {
        var ledger = pack.Ledger(request.Ledger) ?? throw new InvalidOperationException($"there is no ledger {request.Ledger}");
        var person = await People.Find(tx, request.Userid) ?? throw new InvalidOperationException($"{request.Userid} is gone");
        if (ledger.IsSlot)
            return (null, LedgerDelivery.Refuse(pack.Messages.Say(LedgerTexts.Slot, ("ledger", ledger.Title)), "slot"));
        var (scope, unit, refused) = await Within(tx, pack, person, request.Unit);
        return refused is not null ? (null, refused) : (new(request, ledger, person, scope, unit, request.Period.Length > 0 ? request.Period : null), null);
    }

    /// <summary>The unit that was named, within what the person may see; their own where none was.</summary>
    /// <param name="named">Its id or name; its parent's name may stand before it.</param>
    public static async Task<(Scope Scope, Unit? Unit, LedgerDelivery? Refusal)> Within(Tx tx, Pack pack, Person person, string named)
    {
        var scope = pack.Roles.ScopeOf(person);
        if (named.Length == 0)
            return (scope, await Units.Find(tx, person.UnitId), null);
        var units = await Units.All(tx, Scope.Everything);
        var called = units.Where(unit => unit.Id == named || unit.Name == named || Whole(unit) == named).ToList();
        if (called.Count == 0)
            return Refuse(LedgerTexts.UnknownUnit, "unknown unit");
        return called.Where(unit => scope is Scope.Area area && unit.Path.StartsWith(area.Path, StringComparison.Ordinal)).ToList() switch
        {
            [] => Refuse(LedgerTexts.NotYourUnit, $"refused unit={called[0].Id}"),
            [var only] => (new Scope.Area(only.Path), only, null),
            var several => Refuse(LedgerTexts.UnitTwice, "several units", ("list", string.Join('、', several.Select(Whole)))),
        };

        string Whole(Unit unit) => units.FirstOrDefault(parent => parent.Id == unit.ParentId)?.Name + unit.Name;

        (Scope, Unit?, LedgerDelivery?) Refuse(MessageKey key, string noted, params (string, object?)[] values) =>
            (scope, null, LedgerDelivery.Refuse(pack.Messages.Say(key, [("unit", named), .. values]), noted));
    }

    /// <summary>With the numbers of people as far as the person may see them.</summary>
    /// <param name="progress">Told how many records have been read.</param>
    public Task<LedgerTable> Compute(Tx tx, Pack pack, LedgerProgress? progress = null) =>
        LedgerRounds.Compute(tx, pack, IsMasked(pack) ? Masked(Ledger) : Ledger, Scope, Unit, Request.Campaign, Period, Person.Name, progress);

    /// <summary>As the layout has it, for comparing with what was issued.</summary>
    public Task<LedgerTable> Whole(Tx tx, Pack pack, LedgerTable seen) => IsMasked(pack)
        ? LedgerRounds.Compute(tx, pack, Ledger, Scope, Unit, Request.Campaign, Period, Person.Name)
        : Task.FromResult(seen);

    private bool IsMasked(Pack pack) => Ledger.Columns.Any(column => column.ShowsWhole) && pack.Roles.Find(Person.Role)?.GetsWholeNumbers != true;

    private static Ledger Masked(Ledger ledger) => ledger with { Columns = [.. ledger.Columns.Select(column => column with { ShowsWhole = false })] };
}

/// <summary>How far the making of a ledger has come; read by another thread than the one that counts.</summary>
public sealed class LedgerProgress
{
    private int records;

    public int Records => Volatile.Read(ref records);

    internal void Count() => Interlocked.Increment(ref records);
}

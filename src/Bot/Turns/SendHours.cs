using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>When a message that nobody waits for may go out: not at night, and not on the hour and the half hour when everybody sends. Pure.</summary>
public static class SendHours
{
    private const int HalfHour = 30;

    /// <summary>Null when it may go now.</summary>
    public static DateTimeOffset? HeldUntil(Sending sending, OutboxRow row, DateTimeOffset now) =>
        row.Asked || row.Attempts > 0 ? null : Night(sending, now) ?? OffTheHour(sending, row, now);

    private static DateTimeOffset? Night(Sending sending, DateTimeOffset now)
    {
        if (sending is not { QuietFrom: { } from, QuietUntil: { } until })
            return null;
        var local = ChinaTime.Of(now);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (!time.IsBetween(from, until))
            return null;
        var day = DateOnly.FromDateTime(local.DateTime);
        return ChinaTime.At(time < until ? day : day.AddDays(1), until);
    }

    // The same text keeps together, so that it still goes to a thousand people in one call; different ones spread over some minutes.
    private static DateTimeOffset? OffTheHour(Sending sending, OutboxRow row, DateTimeOffset now)
    {
        if (sending.OffTheHour == 0)
            return null;
        var minute = ChinaTime.Of(now).Minute % HalfHour;
        var (before, after) = (HalfHour - sending.OffTheHour, sending.OffTheHour);
        if (minute >= after && minute < before)
            return null;
        var toTheHour = minute >= before ? HalfHour - minute : -minute;
        var spread = sending.OffTheHour + (int)(Fingerprint(row.Payload) % (uint)(2 * sending.OffTheHour));
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset).AddMinutes(toTheHour + spread);
    }

    private static uint Fingerprint(string text) => text.Aggregate(2166136261u, (hash, sign) => (hash ^ sign) * 16777619);
}

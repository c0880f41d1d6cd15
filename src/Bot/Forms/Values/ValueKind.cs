namespace Bot.Forms.Values;

/// <summary>What a text is read as; also the words of the verb <c>value</c>, e.g. <c>id-number</c>.</summary>
public enum ValueKind { Money, Integer, Decimal, Area, Duration, Date, Time, Moment, YesNo, IdNumber, Phone }

namespace Store;

/// <summary>What a backup says of itself.</summary>
/// <param name="Provider">What the store was on: sqlite or postgres. It can be restored to either.</param>
/// <param name="KeyId">Of the keys that open what is sealed in it; "" where it holds nothing sealed yet. The keys themselves are not in it.</param>
/// <param name="Rows">Of every table.</param>
public sealed record BackupLabel(string Provider, DateTimeOffset MadeAt, string KeyId, IReadOnlyDictionary<string, long> Rows);

/// <summary>The file is no backup, or not whole.</summary>
public sealed class BackupException(string message) : Exception(message);

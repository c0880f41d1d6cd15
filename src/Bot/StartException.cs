namespace Bot;

/// <summary>The program cannot start, and the message says to an operator what to do about it.</summary>
public sealed class StartException(string message) : Exception(message);

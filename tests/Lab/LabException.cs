namespace AksEgress.Lab;

/// <summary>An error that the user of the lab can correct; the message is sufficient.</summary>
internal sealed class LabException(string message) : Exception(message);

namespace AksEgress.Lab;

/// <summary>Something that whoever called the lab can mend; the message is all they need.</summary>
internal sealed class LabException(string message) : Exception(message);

namespace AksEgress.Core.Operations;

/// <summary>The values of <see cref="EgressOperation.Status"/> that this module determines; others come from ARM.</summary>
internal static class OperationStatus
{
    public const string InProgress = nameof(InProgress);

    public const string Succeeded = nameof(Succeeded);

    /// <summary>The request never reached ARM: the resource wasn't changed.</summary>
    public const string NotApplied = nameof(NotApplied);

    public const string Unknown = nameof(Unknown);
}

namespace AksEgress.Core.Operations;

/// <summary>The values of <see cref="EgressOperation.Status"/> that this module itself concludes; others are ARM's own.</summary>
internal static class OperationStatus
{
    public const string InProgress = nameof(InProgress);

    public const string Succeeded = nameof(Succeeded);

    /// <summary>The request never reached ARM: the resource is as it was before.</summary>
    public const string NotApplied = nameof(NotApplied);

    public const string Unknown = nameof(Unknown);
}

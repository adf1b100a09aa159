namespace AksEgress.Arm.Operations;

/// <summary>Where an operation's result is read; the names are Azure.Core's.</summary>
internal enum OperationResult
{
    /// <summary>The last response about the operation; for a PUT the resource.</summary>
    AzureAsyncOperation,

    /// <summary>The address in Location.</summary>
    Location,

    /// <summary>The address that the request went to.</summary>
    OriginalUri,
}

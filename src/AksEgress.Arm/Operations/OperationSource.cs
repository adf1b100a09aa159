namespace AksEgress.Arm.Operations;

/// <summary>What tells of an operation's state; the names are Azure.Core's.</summary>
internal enum OperationSource
{
    /// <summary>The resource's own provisioningState.</summary>
    None,

    /// <summary>The address in Azure-AsyncOperation.</summary>
    AzureAsyncOperation,

    /// <summary>The address in Location, which answers 202 until the operation is over.</summary>
    Location,
}

/// <summary>Where an operation's result is read; the names are Azure.Core's.</summary>
internal enum OperationResult
{
    /// <summary>The last answer about the operation; for a PUT the resource.</summary>
    AzureAsyncOperation,

    /// <summary>The address in Location.</summary>
    Location,

    /// <summary>The address that the request went to.</summary>
    OriginalUri,
}

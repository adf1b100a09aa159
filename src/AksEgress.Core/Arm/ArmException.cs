namespace AksEgress.Core.Arm;

/// <summary>ARM rejected a request, or an operation failed. Code and message are ARM's own.</summary>
public sealed class ArmException : Exception
{
    /// <summary>Creates the exception for a response.</summary>
    /// <param name="request">The request, for example <c>PUT /subscriptions/...</c>.</param>
    /// <param name="status">The HTTP status; 200 when an accepted operation failed later.</param>
    /// <param name="code">ARM's error code, or the name of the status where the body has no code.</param>
    /// <param name="message">ARM's message, verbatim.</param>
    public ArmException(ArmRequest request, int status, string code, string message)
        : base(message)
    {
        // Errors are written to streams, jobs, and files, and a body may contain a secret.
        Request = request?.Body is null ? request! : request with { Body = null };
        Status = status;
        Code = code;
    }

    /// <summary>The request that was rejected, or that started the operation, without its body.</summary>
    public ArmRequest Request { get; }

    /// <summary>The HTTP status; 200 when ARM accepted the request and the operation failed later.</summary>
    public int Status { get; }

    /// <summary>ARM's error code, such as <c>ResourceNotFound</c>.</summary>
    public string Code { get; }

    /// <summary>The subcode that AKS adds, or null.</summary>
    public string? Subcode { get; init; }

    /// <summary>The property that the error is about, or null.</summary>
    public string? MemberPath { get; init; }

    /// <summary>The x-ms-correlation-request-id header, or null.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The wait before the next attempt that ARM requests, in the session's time; null if there is none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the resource, its parent or its group does not exist.</summary>
    public bool IsNotFound => Status == 404;
}

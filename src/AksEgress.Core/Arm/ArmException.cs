namespace AksEgress.Core.Arm;

/// <summary>ARM refused a request or an operation failed. Code and message are ARM's own words.</summary>
public sealed class ArmException : Exception
{
    /// <summary>Keeps what ARM answered.</summary>
    /// <param name="request">What was asked, for example <c>PUT /subscriptions/...</c>.</param>
    /// <param name="status">The HTTP status; 200 when an accepted operation failed later.</param>
    /// <param name="code">ARM's error code, or a name for the status where the body held none.</param>
    /// <param name="message">ARM's message, verbatim.</param>
    public ArmException(ArmRequest request, int status, string code, string message)
        : base(message)
    {
        // An error goes to streams, jobs and files; a body may hold a secret.
        Request = request?.Body is null ? request! : request with { Body = null };
        Status = status;
        Code = code;
    }

    /// <summary>The request that was refused, or that started the operation; without its body.</summary>
    public ArmRequest Request { get; }

    /// <summary>The HTTP status; 200 when ARM accepted the request and the operation failed later.</summary>
    public int Status { get; }

    /// <summary>ARM's error code, such as <c>ResourceNotFound</c>.</summary>
    public string Code { get; }

    /// <summary>The finer code that AKS sends beside it, or null.</summary>
    public string? Subcode { get; init; }

    /// <summary>The member that ARM complains of, or null.</summary>
    public string? MemberPath { get; init; }

    /// <summary>The x-ms-correlation-request-id header, or null.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long ARM asks to wait before the next try, in the session's time; null where it doesn't say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the resource, its parent or its group does not exist.</summary>
    public bool IsNotFound => Status == 404;
}

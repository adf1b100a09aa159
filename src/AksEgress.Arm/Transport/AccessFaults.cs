using System.Security.Authentication;
using AksEgress.Core.Arm;
using Azure;
using Azure.Identity;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Converts all failures to get a response to the port's one exception. Only exceptions of the framework become inner
/// exceptions: those of Azure.Core are in another load context and can quote requests.
/// </summary>
internal static class AccessFaults
{
    /// <summary>True for exceptions that <see cref="Translate(Exception)"/> converts; not for a cancellation by the caller.</summary>
    public static bool IsFault(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AuthenticationFailedException or RequestFailedException or HttpRequestException or IOException or AuthenticationException => true,
        AggregateException many => many.InnerExceptions.All(one => IsFault(one, cancellationToken)),
        _ => false,
    };

    /// <summary>The port's exception for a failure, with the request: a write may have been done.</summary>
    public static ArmAccessException Translate(Exception exception, ArmRequest request)
    {
        var told = Translate(exception);
        if (told.Failure != ArmAccessFailure.Connection)
        {
            return told;
        }

        var doubt = request.Writes ? "; it's unknown whether it was processed" : string.Empty;
        return new ArmAccessException(
            told.Failure, $"{told.Message.TrimEnd('.')} ({request.Method} {request.Path}{doubt}).", told.InnerException);
    }

    /// <summary>The port's exception for a failure.</summary>
    public static ArmAccessException Translate(Exception exception) => exception switch
    {
        AuthenticationFailedException => new ArmAccessException(ArmAccessFailure.SignIn, SecretText.Without(exception.Message, null)),
        OperationCanceledException => new ArmAccessException(ArmAccessFailure.Connection, "the endpoint didn't respond in time."),
        AggregateException many => Translate(many.InnerExceptions[^1]),
        _ => new ArmAccessException(
            ArmAccessFailure.Connection, FirstLine(Cause(exception)?.Message ?? exception.Message), Cause(exception)),
    };

    private static Exception? Cause(Exception exception)
    {
        for (var one = exception; one is not null; one = one.InnerException)
        {
            if (one is HttpRequestException or IOException or AuthenticationException)
            {
                return one;
            }
        }

        return null;
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}

using System.Security.Authentication;
using AksEgress.Core.Arm;
using Azure;
using Azure.Identity;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Turns whatever keeps an answer away into the port's one exception. Only exceptions of the framework go along
/// as the cause: those of Azure.Core live in another load context and may quote requests.
/// </summary>
internal static class AccessFaults
{
    /// <summary>True for what <see cref="Translate(Exception)"/> knows; a cancellation that the caller asked for is not among it.</summary>
    public static bool IsFault(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AuthenticationFailedException or RequestFailedException or HttpRequestException or IOException or AuthenticationException => true,
        AggregateException many => many.InnerExceptions.All(one => IsFault(one, cancellationToken)),
        _ => false,
    };

    /// <summary>The port's exception for a fault, with what was asked when it came about: a write may have been done.</summary>
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

    /// <summary>The port's exception for a fault.</summary>
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

using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.Hosting.Throttling;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>The responses and errors that a client gets for a fault.</summary>
internal static class FaultAnswers
{
    /// <summary>The response of a proxy or gateway in front of ARM.</summary>
    public static ArmAnswer FromProxy(InjectedFault fault, IncomingRequest request, VirtualClock clock, Guid requestId)
    {
        if (fault.Kind == FaultKind.Throttled)
        {
            return ArmHandler.Refuse(Throttle.TooManyForArm(request, fault.Seconds), clock);
        }

        if (fault.Kind == FaultKind.Unavailable)
        {
            // The text isn't recorded.
            return ArmHandler.Refuse(
                new RefusalException(
                    HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "The service is temporarily unavailable. Please retry later."),
                clock);
        }

        // ARM's own text, as public issue threads show it.
        var time = clock.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var subscription = request.Segments.Length > 1 ? RequestErrors.Shorten(request.Segments[1]) : "";
        return ArmHandler.Refuse(new RefusalException(HttpStatusCode.InternalServerError, "InternalServerError",
            $"Encountered internal server error. Diagnostic information: timestamp '{time}', subscription id '{subscription}', tracking id "
                + $"'{requestId}', request correlation id '{requestId}'."), clock);
    }

    /// <summary>A connection that fails.</summary>
    public static HttpRequestException Dropped() =>
        new(
            HttpRequestError.ConnectionError,
            "An error occurred while sending the request.",
            new IOException("Unable to read data from the transport connection: Connection reset by peer."));

    /// <summary>The error of a failing operation. Codes and texts are from public issue threads about such operations.</summary>
    public static JsonObject Failure(Operation operation, InjectedFault fault)
    {
        (var code, var message) = operation.IsContainerService
            ? (fault.Choice % 3) switch
            {
                0 => ("InternalOperationError", "Internal server error"),
                1 => (
                    "VMExtensionProvisioningError",
                    "Unable to establish outbound connection from agents, please see https://aka.ms/aks/vmextensionerror_outboundconnfail "
                        + "for more information."),
                _ => (
                    "ReconcileVNetError",
                    "Reconcile VNet failed. Details: VNetReconciler retry failed: Category: InternalError; SubCode: RetriableError. Please "
                        + "retry the operation."),
            }
            : ("InternalServerError", "An error occurred.");
        JsonObject error = new() { ["code"] = code, ["message"] = message };
        if (!operation.IsContainerService)
        {
            error["details"] = new JsonArray();
        }

        return error;
    }

    /// <summary>True if an operation can fail by itself: operations that create, change, or delete networks and clusters.</summary>
    public static bool CanFail(Operation operation) =>
        operation.Action is null && (operation.Kind is OperationEffect.Write or OperationEffect.Delete)
        && (operation.IsContainerService || ResourceId.Is(operation.Namespace, "Microsoft.Network"));
}

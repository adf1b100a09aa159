using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Starts, shows and ends long-running operations.</summary>
internal sealed class LongRunning(SimulatedWorld world, Func<string, IProvider> providers)
{
    /// <summary>Starts an operation that ends after a number of virtual seconds.</summary>
    public Operation Start(ResourceId id, string location, OperationEffect kind, string lockKey, double seconds, string? action = null) =>
        Start(id.Subscription, id.Namespace, id.ToPath(), location, kind, lockKey, seconds, action);

    /// <summary>Starts an operation on a resource group, which has no provider.</summary>
    public Operation Start(
        string subscription,
        string ns,
        string targetId,
        string location,
        OperationEffect kind,
        string lockKey,
        double seconds,
        string? action = null)
    {
        var now = world.Clock.Now;
        var real = Durations.Real(seconds, ResourceId.Is(ns, "Microsoft.ContainerService"));
        return Start(
            subscription,
            ns,
            targetId,
            location,
            kind,
            lockKey,
            now > DateTimeOffset.MaxValue.AddDays(-1) ? now : now.AddSeconds(real),
            action);
    }

    /// <summary>Starts an operation that ends at a time, possibly in the past.</summary>
    public Operation StartUntil(
        ResourceId id, string location, OperationEffect kind, string lockKey, DateTimeOffset due, string? action = null) =>
        Start(id.Subscription, id.Namespace, id.ToPath(), location, kind, lockKey, due, action);

    /// <summary>Adds the headers of an accepted operation.</summary>
    /// <param name="answer">The response to add them to.</param>
    /// <param name="request">The request: links start with its origin.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="location">True to add a Location header too: a 202 has one; the 200 and 201 of a PUT don't.</param>
    public ArmAnswer Announce(ArmAnswer answer, IncomingRequest request, Operation operation, bool location)
    {
        // AKS's operations have an old api-version of their own, as recorded; those of other providers have the request's.
        var version = operation.IsContainerService ? "2016-03-30" : request.ApiVersion ?? "";
        answer.With("Azure-AsyncOperation", $"{request.Origin}{operation.Path}?api-version={version}");
        if (location)
        {
            answer.With("Location", $"{request.Origin}{operation.ResultPath}?api-version={version}");
        }

        return world.Clock.AddRetryAfter(
            answer, Durations.RetryAfter((operation.Due - operation.Start).TotalSeconds, operation.IsContainerService));
    }

    /// <summary>Ends all operations that are due.</summary>
    public void SettleDue()
    {
        var now = world.Clock.Now;
        while (world.Operations.TryTakeDue(now, out var operation))
        {
            world.Dirty = true;
            try
            {
                if (operation.Failure is { } failed)
                {
                    providers(operation.Namespace).Fail(operation);
                    operation.Error = failed;
                    world.Operations.End(operation, "Failed", operation.Due);
                    continue;
                }

                providers(operation.Namespace).Settle(operation);
                world.Operations.End(operation, "Succeeded", operation.Due);
            }
            catch (RefusalException failure)
            {
                operation.Error = failure.Error();
                world.Operations.End(operation, "Failed", operation.Due);
            }
            catch (Exception mistake) when (mistake is not OutOfMemoryException)
            {
                // A defect of the simulator must not leave an operation that never ends.
                operation.Error = new JsonObject
                {
                    ["code"] = "InternalServerError",
                    ["message"] = $"The simulator failed: {mistake.Message}"
                };
                world.Operations.End(operation, "Failed", operation.Due);
                throw;
            }
        }
    }

    /// <summary>Ends an operation that another one supersedes.</summary>
    public void Supersede(Operation old)
    {
        // The code is the one that Microsoft.Network uses for this; the exact text isn't recorded.
        old.Error = new RefusalException(HttpStatusCode.Conflict, "CanceledAndSupersededDueToAnotherOperation",
            $"Operation ({old.Id}) was canceled and superseded by another operation.", ErrorShape.Network).Error();
        world.Operations.End(old, "Canceled", world.Clock.Now);
    }

    /// <summary>Answers a request for /subscriptions/{s}/providers/{ns}/locations/{l}/operations or operationResults/{id}.</summary>
    public ArmAnswer Answer(IncomingRequest request, string kind, string id, string ns)
    {
        if (!Guid.TryParse(id, out var guid) || world.Operations.Find(guid) is not { } operation || !ResourceId.Is(operation.Namespace, ns))
        {
            // The text isn't recorded.
            throw new RefusalException(
                HttpStatusCode.NotFound, "OperationNotFound", $"The operation '{RequestErrors.Shorten(id)}' was not found.");
        }

        var running = operation.Status == Operation.InProgress;
        if (ResourceId.Is(kind, "operations"))
        {
            var status = ArmAnswer.Of(HttpStatusCode.OK, Status(operation));
            return running
                ? world.Clock.AddRetryAfter(
                    status, Durations.RetryAfter((operation.Due - operation.Start).TotalSeconds, operation.IsContainerService))
                : status;
        }

        if (running)
        {
            return Announce(new ArmAnswer(HttpStatusCode.Accepted), request, operation, location: true);
        }

        if (operation.Error is { } error)
        {
            return ArmAnswer.Of(HttpStatusCode.BadRequest, new JsonObject { ["error"] = error.DeepClone() });
        }

        var link = $"{request.Origin}{operation.ResultPath}{request.Query}";
        var done = new ArmAnswer(HttpStatusCode.NoContent).With("Location", link);

        // Microsoft.Network repeats both links, AKS only one, as recorded.
        return operation.IsContainerService ? done : done.With("Azure-AsyncOperation", $"{request.Origin}{operation.Path}{request.Query}");
    }

    private Operation Start(
        string subscription,
        string ns,
        string targetId,
        string location,
        OperationEffect kind,
        string lockKey,
        DateTimeOffset due,
        string? action)
    {
        Operation operation = new()
        {
            Id = world.Ids.NextGuid(),
            Subscription = subscription,
            Namespace = CanonicalNamespace(ns),
            Location = location.Length == 0 ? "global" : location,
            Kind = kind,
            TargetId = targetId,
            LockKey = lockKey,
            Start = world.Clock.Now,
            Due = due,
            Action = action,
        };
        world.Operations.Add(operation);
        world.Dirty = true;
        return operation;
    }

    private static JsonObject Status(Operation operation)
    {
        JsonObject status = [];
        if (operation.IsContainerService)
        {
            // Until autumn 2023, AKS showed the id with the first three groups in reverse byte order; since then it shows the id, as
            // recorded (Azure/azure-cli-extensions, test_aks_stop_and_start).
            status["name"] = operation.Id.ToString();
        }

        status["status"] = operation.Status;
        if (operation.IsContainerService)
        {
            status["startTime"] = Time(operation.Start);
            if (operation.End is { } end)
            {
                status["endTime"] = Time(end);
            }
        }

        if (operation.Error is not null)
        {
            status["error"] = operation.Error.DeepClone();
        }

        return status;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string CanonicalNamespace(string ns) =>
        ResourceId.Is(ns, "Microsoft.ContainerService")
            ? "Microsoft.ContainerService"
            : ResourceId.Is(ns, "Microsoft.Network") ? "Microsoft.Network"
            : ns;
}

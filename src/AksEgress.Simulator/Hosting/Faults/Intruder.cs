using System.Text;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>
/// Another client, which changes a resource between a client's read and write: it adds a tag, which no client may remove.
/// </summary>
internal static class Intruder
{
    /// <summary>Tags the resource of a request, or its parent. Does nothing while an operation locks it.</summary>
    public static void Act(SimulatedWorld world, ArmFront front, IncomingRequest request, InjectedFault fault, FaultSchedule schedule)
    {
        if (ResourceId.TryParse(request.Segments) is not { } target)
        {
            return;
        }

        while (target.IsNested || !target.IsResource)
        {
            if (target.Types.Length == 1)
            {
                return;
            }

            target = target.Parent();
        }

        var isAks = ResourceId.Is(target.Namespace, "Microsoft.ContainerService");
        if ((!isAks && !ResourceId.Is(target.Namespace, "Microsoft.Network"))
            || world.Store.Find(target.Key) is not { } resource
            || world.Operations.Active(target.Key) is not null)
        {
            return;
        }

        var tag = $"intruder-{fault.Number}";
        var document = resource.Document.Copy();
        document.Ensure("tags")[tag] = "was-here";

        // The PATCH of Microsoft.Network ends immediately and creates a new etag; its PUT, and AKS's PATCH, start an operation.
        var patch = isAks || fault.Choice % 2 == 0;
        try
        {
            front.Answer(
                Request(
                    patch ? "PATCH" : "PUT",
                    request,
                    resource.Id,
                    patch ? new JsonObject { ["tags"] = document["tags"]!.DeepClone() } : document));
            schedule.RecordIntrusion(resource.Id, tag);
        }
        catch (RefusalException)
        {
            // ARM refuses this client as it refuses any other.
        }
    }

    private static IncomingRequest Request(string method, IncomingRequest from, string id, JsonObject body)
    {
        using HttpRequestMessage message = new(new HttpMethod(method), $"{from.Origin}{id}?api-version={from.ApiVersion}");
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer another-client");
        return new IncomingRequest(message, Encoding.UTF8.GetBytes(body.ToJsonString()));
    }
}

using System.Management.Automation;
using System.Runtime.Loader;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace OlderModule;

/// <summary>Uses each of the older packages, and reports which assembly was used and in which context it is.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Older")]
public sealed class TestOlderCommand : PSCmdlet
{
    private const string Id = "11111111-1111-1111-1111-111111111111";

    protected override void ProcessRecord()
    {
        object[] used =
        [
            new ResourceIdentifier("/subscriptions/" + Id),
            new ClientSecretCredential(Id, Id, "none"),
            ConfidentialClientApplicationBuilder.Create(Id).WithClientSecret("none").Build(),
            JsonDocument.Parse(JsonSerializer.Serialize(new { id = Id })),
        ];
        foreach (var one in used)
        {
            var assembly = one.GetType().Assembly;
            WriteObject(
                $"{assembly.GetName().Name} {assembly.GetName().Version!.ToString(3)} "
                    + $"{AssemblyLoadContext.GetLoadContext(assembly)!.Name}");
        }
    }
}

using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Resources;

/// <summary>A read-only view of a resource's document. The complete document is kept.</summary>
public abstract class ArmResource
{
    private readonly ArmResourceId _id;

    /// <summary>Creates a view of a document.</summary>
    /// <exception cref="Errors.EgressException">The document has no resource id.</exception>
    protected ArmResource(ArmDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        Document = document;
        _id = document.ResourceId();
    }

    /// <summary>The resource's name.</summary>
    public string Name => Document.Name.Length > 0 ? Document.Name : _id.Name;

    /// <summary>The resource group's name.</summary>
    public string ResourceGroupName => _id.ResourceGroupName;

    /// <summary>The region, such as <c>eastus</c>; null for children, which are in the region of their parent.</summary>
    public string? Location => Document.Root.Text("location");

    /// <summary>ARM's provisioning state: Succeeded, Updating, Failed, ...</summary>
    public string? ProvisioningState => Document.ProvisioningState;

    /// <summary>The tags; names ignore case. Empty if there are none.</summary>
    public OutputTable Tags => new(
        (Document.Root.At("tags") as System.Text.Json.Nodes.JsonObject ?? []).Select(tag =>
            KeyValuePair.Create(tag.Key, tag.Value.Text() ?? string.Empty)));

    /// <summary>The tags as text, such as <c>team=web, env=test</c>; empty if there are none.</summary>
    public string TagText => Tags.ToString();

    /// <summary>The resource ID, with the name that it has in all outputs.</summary>
    public string ResourceId => Document.Id;

    /// <summary>The same as <see cref="ResourceId"/>, as ARM calls it.</summary>
    public string Id => Document.Id;

    /// <summary>The subscription's GUID.</summary>
    public string SubscriptionId => _id.SubscriptionId;

    /// <summary>The etag of the version that was read; null if the provider sends none.</summary>
    public string? ETag => Document.ETag;

    /// <summary>The IDs of the resources that use it, according to its document; empty when it can be removed.</summary>
    internal virtual IReadOnlyList<string> Users => [];

    /// <summary>True when the resource may carry traffic now.</summary>
    internal virtual bool MayBeInUse => Users.Count > 0;

    /// <summary>The consequence of its removal, for the confirmation prompt.</summary>
    internal virtual string RemovalText =>
        $"Remove {ResourceNouns.InSentence(_id.ResourceType)} '{_id.Name}' from resource group '{_id.ResourceGroupName}'";

    /// <summary>The document behind this view.</summary>
    internal ArmDocument Document { get; }

    /// <summary>The parsed id.</summary>
    internal ArmResourceId ParsedId => _id;

    /// <summary>The whole document as ARM sent it, as indented JSON.</summary>
    public string ToJson() => Document.ToJson(indented: true);

    /// <summary>The resource id.</summary>
    public override string ToString() => Id;
}

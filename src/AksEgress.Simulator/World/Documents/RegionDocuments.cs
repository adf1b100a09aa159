using System.Text.Json.Nodes;

namespace AksEgress.Simulator.World.Documents;

/// <summary>The public regions, as GET /subscriptions/{id}/locations returns them; without coordinates.</summary>
internal static class RegionDocuments
{
    private static readonly (string Name, string Display, string Group, string Geography, string? Pair)[] s_regions =
    [
        ("eastus", "East US", "US", "United States", "westus"),
        ("southcentralus", "South Central US", "US", "United States", "northcentralus"),
        ("westus2", "West US 2", "US", "United States", "westcentralus"),
        ("westus3", "West US 3", "US", "United States", "eastus"),
        ("australiaeast", "Australia East", "Asia Pacific", "Australia", "australiasoutheast"),
        ("southeastasia", "Southeast Asia", "Asia Pacific", "Asia Pacific", "eastasia"),
        ("northeurope", "North Europe", "Europe", "Europe", "westeurope"),
        ("swedencentral", "Sweden Central", "Europe", "Sweden", "swedensouth"),
        ("uksouth", "UK South", "Europe", "United Kingdom", "ukwest"),
        ("westeurope", "West Europe", "Europe", "Europe", "northeurope"),
        ("centralus", "Central US", "US", "United States", "eastus2"),
        ("southafricanorth", "South Africa North", "Africa", "South Africa", "southafricawest"),
        ("centralindia", "Central India", "Asia Pacific", "India", "southindia"),
        ("eastasia", "East Asia", "Asia Pacific", "Asia Pacific", "southeastasia"),
        ("japaneast", "Japan East", "Asia Pacific", "Japan", "japanwest"),
        ("koreacentral", "Korea Central", "Asia Pacific", "Korea", "koreasouth"),
        ("canadacentral", "Canada Central", "Canada", "Canada", "canadaeast"),
        ("francecentral", "France Central", "Europe", "France", "francesouth"),
        ("germanywestcentral", "Germany West Central", "Europe", "Germany", "germanynorth"),
        ("italynorth", "Italy North", "Europe", "Italy", null),
        ("norwayeast", "Norway East", "Europe", "Norway", "norwaywest"),
        ("polandcentral", "Poland Central", "Europe", "Poland", null),
        ("switzerlandnorth", "Switzerland North", "Europe", "Switzerland", "switzerlandwest"),
        ("uaenorth", "UAE North", "Middle East", "UAE", "uaecentral"),
        ("brazilsouth", "Brazil South", "South America", "Brazil", "southcentralus"),
        ("eastus2", "East US 2", "US", "United States", "centralus"),
        ("northcentralus", "North Central US", "US", "United States", "southcentralus"),
        ("westus", "West US", "US", "United States", "eastus"),
        ("westcentralus", "West Central US", "US", "United States", "westus2"),
        ("canadaeast", "Canada East", "Canada", "Canada", "canadacentral"),
        ("ukwest", "UK West", "Europe", "United Kingdom", "uksouth"),
        ("japanwest", "Japan West", "Asia Pacific", "Japan", "japaneast"),
        ("australiasoutheast", "Australia Southeast", "Asia Pacific", "Australia", "australiaeast"),
        ("southindia", "South India", "Asia Pacific", "India", "centralindia"),
    ];

    // Azure recommends no region without availability zones.
    private static readonly HashSet<string> s_others =
        ["northcentralus", "westus", "westcentralus", "canadaeast", "ukwest", "japanwest", "australiasoutheast", "southindia"];

    // Regions that exist but aren't in this subscription's list: newer or small ones, and the two canary regions of the recordings.
    // Regions of ARM's texts that only some customers can use aren't included.
    private static readonly string[] s_unlisted =
    [
        "australiacentral", "australiacentral2", "austriaeast", "belgiumcentral", "chilecentral", "denmarkeast", "indonesiacentral",
        "israelcentral", "jioindiawest", "koreasouth", "malaysiawest", "mexicocentral", "newzealandnorth", "qatarcentral", "spaincentral",
        "westindia", "centraluseuap", "eastus2euap",
    ];

    private static readonly HashSet<string> s_available = [.. s_regions.Select(static region => region.Name), .. s_unlisted];

    /// <summary>The regions that resources can be in, by name; listed regions first.</summary>
    public static IEnumerable<string> Available => Names.Concat(s_unlisted);

    /// <summary>True if resources can be in a region.</summary>
    /// <param name="name">The region's name, such as westeurope.</param>
    public static bool Has(string name) => s_available.Contains(name);

    /// <summary>The regions' display names, in ARM's order.</summary>
    public static IEnumerable<string> DisplayNames => s_regions.Select(static region => region.Display);

    /// <summary>True if the region has availability zones.</summary>
    public static bool HasZones(string name) => !s_others.Contains(name) && s_regions.Any(region => region.Name == name);

    /// <summary>The regions' names, such as westeurope.</summary>
    public static IEnumerable<string> Names => s_regions.Select(static region => region.Name);

    /// <summary>All regions, in the form for a subscription.</summary>
    public static IEnumerable<JsonObject> All(string subscription) => s_regions.Select(region => new JsonObject
    {
        ["id"] = $"/subscriptions/{subscription}/locations/{region.Name}",
        ["name"] = region.Name,
        ["type"] = "Region",
        ["displayName"] = region.Display,
        ["regionalDisplayName"] = $"({region.Group}) {region.Display}",
        ["metadata"] = new JsonObject
        {
            ["regionType"] = "Physical",
            ["regionCategory"] = s_others.Contains(region.Name) ? "Other" : "Recommended",
            ["geography"] = region.Geography,
            ["geographyGroup"] = region.Group,
            ["pairedRegion"] = region.Pair is null
                ? new JsonArray()
                : new JsonArray(new JsonObject
                {
                    ["name"] = region.Pair,
                    ["id"] = $"/subscriptions/{subscription}/locations/{region.Pair}"
                }),
        },
    });
}

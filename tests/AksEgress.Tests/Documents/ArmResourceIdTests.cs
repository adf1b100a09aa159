using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace AksEgress.Tests.Documents;

public sealed class ArmResourceIdTests
{
    private const string Subscription = "/subscriptions/11111111-2222-3333-4444-555555555555";
    private const string Subnet = Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/aks";
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void An_id_is_parsed()
    {
        var id = ArmResourceId.Parse(Subnet);

        Assert.Equal(
            ("11111111-2222-3333-4444-555555555555", "rg", "Microsoft.Network/virtualNetworks/subnets", "aks"),
            (id.SubscriptionId, id.ResourceGroupName, id.ResourceType, id.Name));
        Assert.Equal(["vnet", "aks"], id.Names);
        Assert.Equal((Subnet, Subnet), (id.Text, id.Path));
        Assert.Equal(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet", id.Parent!.Text);
        Assert.Null(id.Parent.Parent);
        Assert.Equal(id, id.Parent.Child("subnets", "aks"));
    }

    [Fact]
    public void A_resource_group_id_is_parsed()
    {
        var id = ArmResourceId.Parse(Subscription + "/resourcegroups/RG_(1).x");

        Assert.Equal(
            (ResourceTypes.ResourceGroups, "RG_(1).x", Subscription + "/resourceGroups/RG_(1).x"), (id.ResourceType, id.Name, id.Text));
        Assert.Equal(id, ArmResourceId.Group(id.SubscriptionId, "rg_(1).X"));
    }

    [Theory]
    [InlineData(
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/rg/providers/microsoft.network/VirtualNetworks/vnet/subnets/"
            + "aks")]
    [InlineData(
        "/SUBSCRIPTIONS/11111111-2222-3333-4444-555555555555/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/VNET/SUBNETS/"
            + "AKS")]
    [InlineData(Subnet + "/")]
    public void Case_and_a_trailing_slash_do_not_change_the_resource(string text)
    {
        Assert.Equal(ArmResourceId.Parse(Subnet), ArmResourceId.Parse(text));
        Assert.Equal(ArmResourceId.Parse(Subnet).GetHashCode(), ArmResourceId.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("aks")]
    [InlineData("/")]
    [InlineData("subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg")]
    [InlineData("https://management.azure.com" + Subnet)]
    [InlineData(Subscription)]
    [InlineData(Subscription + "/resourceGroups")]
    [InlineData(Subscription + "/resourceGroups/")]
    [InlineData("/subscriptions/prod/resourceGroups/rg")]
    [InlineData("/subscriptions/11111111222233334444555555555555/resourceGroups/rg")]
    [InlineData("/subscriptions/ 11111111-2222-3333-4444-555555555555/resourceGroups/rg")]
    [InlineData("/subscriptions/11111111-2222-3333-4444-555555555555\n/resourceGroups/rg")]
    [InlineData("/subscriptions/0x111111-2222-3333-4444-555555555555/resourceGroups/rg")]
    [InlineData("/subscriptions/+1111111-2222-3333-4444-555555555555/resourceGroups/rg")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks")]
    [InlineData(Subnet + "/more")]
    [InlineData(Subscription + "/resourceGroups/rg/somewhere/Microsoft.Network/virtualNetworks/vnet")]
    [InlineData(Subscription + "/resourceGroups/../providers/Microsoft.Network/virtualNetworks/vnet")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/..")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/.")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/../virtualNetworks/vnet")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/../vnet")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/../x")]
    [InlineData(Subscription + "/resourceGroups/rg/providers//virtualNetworks/vnet")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network//vnet")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a%2fb")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/%2e%2e")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a?api-version=1")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a#b")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a\\..\\b")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a b")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a\r\nX-Header: y")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a\0")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/a.")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Net work/virtualNetworks/a")]
    [InlineData(Subscription + "/resourceGroups/rg/providers/Microsoft.Network?x/virtualNetworks/a")]
    public void An_invalid_id_is_refused(string text)
    {
        Assert.False(ArmResourceId.TryParse(text, out _));
        var error = Assert.Throws<EgressException>(() => ArmResourceId.Parse(text));
        Assert.Equal(nameof(EgressErrors.InvalidResourceId), error.Id);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void An_id_that_is_too_long_is_refused()
    {
        Assert.False(ArmResourceId.TryParse(null, out _));
        Assert.False(ArmResourceId.TryParse(Subnet + new string('a', 3000), out _));
        Assert.False(ArmResourceId.TryParse($"{Subscription}/resourceGroups/{new string('g', 91)}", out _));
        Assert.True(ArmResourceId.TryParse($"{Subscription}/resourceGroups/{new string('g', 90)}", out _));
        Assert.InRange(Assert.Throws<EgressException>(() => ArmResourceId.Parse(new string('x', 100000))).Message.Length, 1, 300);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a%2fb")]
    [InlineData("a\nb")]
    public void A_name_that_changes_the_path_is_refused(string? name)
    {
        var id = ArmResourceId.Parse(Subnet).Parent!;

        Assert.Equal(nameof(EgressErrors.InvalidResourceName), Assert.Throws<EgressException>(() => id.Child("subnets", name!)).Id);
        Assert.Equal(
            nameof(EgressErrors.InvalidResourceName),
            Assert.Throws<EgressException>(() => ArmResourceId.Create(id.SubscriptionId, "rg", ResourceTypes.RouteTables, name!)).Id);
        Assert.Equal(
            nameof(EgressErrors.InvalidResourceName),
            Assert.Throws<EgressException>(() => ArmResourceId.Group(id.SubscriptionId, name!)).Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("prod")]
    [InlineData("11111111-2222-3333-4444-555555555555 ")]
    [InlineData("11111111-2222-3333-4444-55555555555\u0007")]
    public void A_subscription_is_a_GUID(string? subscription)
    {
        var error = Assert.Throws<EgressException>(() => ArmResourceId.Group(subscription!, "rg"));

        Assert.Equal(nameof(EgressErrors.InvalidSubscriptionId), error.Id);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void An_unexpected_type_is_named()
    {
        Assert.Equal("aks", ArmResourceId.Parse(Subnet, "microsoft.network/VIRTUALNETWORKS/subnets").Name);

        var error = Assert.Throws<EgressException>(() => ArmResourceId.Parse(Subnet, ResourceTypes.RouteTables));

        Assert.Equal(nameof(EgressErrors.WrongResourceType), error.Id);
        Assert.Contains(
            "is a resource ID of type Microsoft.Network/virtualNetworks/subnets, but type Microsoft.Network/routeTables is required",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_of_any_script_are_escaped_in_the_path()
    {
        var id = ArmResourceId.Parse(Subscription + "/resourceGroups/gruppe-ä(1)");

        Assert.Equal(Subscription + "/resourceGroups/gruppe-%C3%A4%281%29", id.Path);
        Assert.Equal(id, ArmResourceId.Parse(Uri.UnescapeDataString(id.Path)));
    }

    [Fact]
    public void Any_id_built_from_parts_parses_to_the_same_parts() =>
        Check.One(s_config, Prop.ForAll(Ids().ToArbitrary(), id =>
        {
            var again = ArmResourceId.Parse(id.Text);
            return again.Equals(id) && again.Text == id.Text && again.Names.SequenceEqual(id.Names)
                && (id.Names.Count < 2 || id.Parent!.Child(id.ResourceType.Split('/')[^1], id.Name).Equals(id))
                && new Uri("https://management.azure.com" + id.Path).AbsolutePath == id.Path
                && Uri.UnescapeDataString(id.Path) == id.Text;
        }));

    [Fact]
    public void Any_accepted_hostile_text_addresses_the_resource_that_it_names() =>
        Check.One(s_config.WithMaxTest(5000), Prop.ForAll(Hostile().ToArbitrary(), text =>
            !ArmResourceId.TryParse(text, out var id)
            || (id
                .Names.Append(id.ResourceGroupName)
                .All(name =>
                    !name.Any(c => c is '/' or '\\' or '?' or '#' or '%' or ':' or ';' || char.IsControl(c) || char.IsWhiteSpace(c))
                        && name.Trim('.').Length > 0)
                && id.Text.Equals(text.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
                && new Uri("https://management.azure.com" + id.Path).AbsolutePath == id.Path
                && id.Path.Count(c => c == '/') == text.TrimEnd('/').Count(c => c == '/'))));

    private static Gen<string> Name(int longest) =>
        Gen.Elements("abcXYZ019-_.()äß中".ToCharArray())
            .ArrayOf()
            .Select(letters => new string(letters))
            .Where(name => ArmNames.IsValid(name, longest));

    private static Gen<ArmResourceId> Ids() =>
        from guid in Gen.Choose(0, int.MaxValue)
        from @group in Name(ArmNames.MaximumGroupLength)
        from type in Gen.Elements(
            "",
            "Microsoft.Network/routeTables",
            "Microsoft.Network/virtualNetworks/subnets",
            "Microsoft.ContainerService/managedClusters/agentPools",
            "a.b-c/d/e/f")
        from names in Name(ArmNames.MaximumLength).ArrayOf(Math.Max(0, type.Split('/').Length - 1))
        select type.Length == 0
            ? ArmResourceId.Group(new Guid(guid, 1, 2, new byte[8]).ToString(), @group)
            : ArmResourceId.Create(new Guid(guid, 1, 2, new byte[8]).ToString(), @group, type, names);

    // A valid id with up to three bad parts, in place of a segment or in the middle of one.
    private static Gen<string> Hostile() =>
        from count in Gen.Choose(1, 3)
        from pieces in Gen.Elements(
            "..",
            ".",
            "/",
            "//",
            "%2f",
            "%2e%2e",
            "?",
            "#",
            "\\",
            "\n",
            "\0",
            " ",
            ";",
            ":",
            "@",
            "．．",
            "subscriptions",
            "/../",
            "/..",
            "0x",
            "%",
            "é").ArrayOf(count)
        from places in Gen.Choose(0, Subnet.Length).ArrayOf(count)
        from replace in Gen.Elements(true, false).ArrayOf(count)
        select Enumerable.Range(0, count)
            .Aggregate(
                Subnet,
                (text, i) =>
                    replace[i] ? ReplaceSegment(text, places[i], pieces[i]) : text.Insert(Math.Min(places[i], text.Length), pieces[i]));

    private static string ReplaceSegment(string text, int place, string piece)
    {
        var segments = text.Split('/');
        segments[place % segments.Length] = piece;
        return string.Join('/', segments);
    }
}

using System.Collections;
using System.Security;
using StandIn.Samples;

namespace StandIn.Tests;

public sealed class BindingTests : EngineTests
{
    private const string Type = "StandIn.Samples.TestSampleBindingCommand";

    [Theory]
    [InlineData("Count", "42", "System.Int32", "42")]
    [InlineData("Count", 42L, "System.Int32", "42")]
    [InlineData("Count", 2.5, "System.Int32", "2")]
    [InlineData("Count", "0x10", "System.Int32", "16")]
    [InlineData("Number", 7, "System.Int32", "7")]
    [InlineData("N", 7, "System.Int32", "7")]
    [InlineData("Te", "abc", "System.String", "abc")]
    [InlineData("Text", 12, "System.String", "12")]
    [InlineData("Text", 1.5, "System.String", "1.5")]
    [InlineData("Colour", "green", "StandIn.Samples.SampleColour", "Green")]
    [InlineData("Colour", "bl", "StandIn.Samples.SampleColour", "Blue")]
    [InlineData("Colour", 3, "StandIn.Samples.SampleColour", "Blue")]
    [InlineData("Parts", "head, feet", "StandIn.Samples.SampleParts", "Head, Feet")]
    [InlineData("Address", "10.0.0.4", "System.Net.IPAddress", "10.0.0.4")]
    [InlineData("Link", "https://example.org/a", "System.Uri", "https://example.org/a")]
    [InlineData("Id", "5d1a3a0c-6f1c-4a53-9e0e-4b7d0a2a6a11", "System.Guid", "5d1a3a0c-6f1c-4a53-9e0e-4b7d0a2a6a11")]
    [InlineData("Span", "00:01:30", "System.TimeSpan", "00:01:30")]
    [InlineData("Release", "1.2.3", "System.Version", "1.2.3")]
    [InlineData("Flag", true, "System.Boolean", "True")]
    [InlineData("Flag", 0, "System.Boolean", "False")]
    [InlineData("Maybe", 1, "System.Boolean", "True")]
    [InlineData("Optional", "5", "System.Int32", "5")]
    [InlineData("On", true, "System.Management.Automation.SwitchParameter", "True")]
    [InlineData("On", false, "System.Management.Automation.SwitchParameter", "False")]
    [InlineData("Path", "/a/b", "StandIn.Samples.SamplePath", "/a/b")]
    [InlineData("Real", "1.25", "System.Double", "1.25")]
    [InlineData("Long", "5000000000", "System.Int64", "5000000000")]
    [InlineData("Long", "2kb", "System.Int64", "2048")]
    public void Values_are_converted_to_the_parameters_type(string name, object value, string type, string text)
    {
        var bound = One(name, value);
        Assert.Equal(type, bound.Type);
        Assert.Equal(text, Convert.ToString(bound.Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_single_value_becomes_an_array()
    {
        Assert.Equal(["a"], Assert.IsType<string[]>(One("Names", "a").Value));
        Assert.Equal([5], Assert.IsType<int[]>(One("Numbers", "5").Value));
    }

    [Fact]
    public void Arrays_are_converted_element_by_element()
    {
        Assert.Equal([1, 2, 3], Assert.IsType<int[]>(One("Numbers", new object[] { "1", 2, 3.0 }).Value));
        Assert.Equal(["1", "b"], Assert.IsType<string[]>(One("Names", new ArrayList { 1, "b" }).Value));
    }

    [Fact]
    public void A_hashtable_fills_an_object()
    {
        var options = Assert.IsType<SampleOptions>(One("Options", new Hashtable { ["name"] = "x", ["Size"] = "12" }).Value);
        Assert.Equal("x", options.Name);
        Assert.Equal(12, options.Size);
    }

    [Fact]
    public void A_hashtable_stays_a_hashtable_for_a_hashtable_parameter()
    {
        var table = new Hashtable { ["a"] = 1 };
        Assert.Same(table, One("Table", table).Value);
        Assert.Same(table, One("Pairs", table).Value);
        Assert.Same(table, One("Table", new PSObject(table)).Value);
    }

    [Fact]
    public void Wrapped_values_are_unwrapped()
    {
        Assert.Equal(5, One("Count", new PSObject(5)).Value);
        Assert.Equal("x", One("Text", new PSObject("x")).Value);
        Assert.Equal("x", Assert.IsType<PSObject>(One("Wrapped", "x").Value).BaseObject);
    }

    [Fact]
    public void Secrets_and_logins_pass_through()
    {
        using var secret = new SecureString();
        secret.AppendChar('x');
        Assert.Same(secret, One("Secret", secret).Value);
        var login = new PSCredential("me", secret);
        Assert.Same(login, One("Login", login).Value);
        Assert.Equal("x", login.GetNetworkCredential().Password);
    }

    [Fact]
    public void Positions_are_filled_in_order()
    {
        SampleBound[] bound = [.. Bound(s => s.AddCommand("Test-SampleBinding").AddArgument("3").AddArgument("text"))];
        Assert.Equal(3, bound.Single(b => b.Name == "Count").Value);
        Assert.Equal("text", bound.Single(b => b.Name == "Text").Value);
    }

    [Fact]
    public void Parameters_can_be_given_as_a_dictionary()
    {
        SampleBound[] bound = [.. Bound(s =>
            s.AddCommand("Test-SampleBinding").AddParameters(new Hashtable { ["Count"] = 3, ["Text"] = "t" }))];
        Assert.Equal(2, bound.Length);
    }

    [Theory]
    [InlineData("Nonsense", 1, "NamedParameterNotFound", "A parameter cannot be found that matches parameter name 'Nonsense'.")]
    [InlineData(
        "Co",
        1,
        "AmbiguousParameter",
        "Parameter cannot be processed because the parameter name 'Co' is ambiguous. Possible matches include: -Count -Colour.")]
    [InlineData(
        "Count",
        "abc",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Count'. Cannot convert value \"abc\" to type \"System.Int32\". Error: \"The input string 'abc' was not in "
            + "a correct format.\"")]
    [InlineData(
        "Count",
        "99999999999",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Count'. Cannot convert value \"99999999999\" to type \"System.Int32\". Error: \"Value was either too large "
            + "or too small for an Int32.\"")]
    [InlineData(
        "Colour",
        "purple",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Colour'. Cannot convert value \"purple\" to type \"StandIn.Samples.SampleColour\". Error: \"Unable to "
            + "match the identifier name purple to a valid enumerator name. Specify one of the following enumerator names and try "
            + "again:\nRed, Green, Greenish, Blue\"")]
    [InlineData(
        "Colour",
        17,
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Colour'. Cannot convert value \"17\" to type \"StandIn.Samples.SampleColour\" due to enumeration values "
            + "that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "
            + "\"Red,Green,Greenish,Blue\".")]
    [InlineData(
        "Flag",
        "yes",
        "CannotConvertArgument",
        "Cannot convert 'System.String' to the type 'System.Boolean' required by parameter 'Flag'. ")]
    [InlineData(
        "Flag", null, "ParameterArgumentValidationErrorNullNotAllowed", "Cannot bind argument to parameter 'Flag' because it is null.")]
    [InlineData(
        "Path",
        "ab",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Path'. Cannot convert value \"ab\" to type \"StandIn.Samples.SamplePath\". Error: \"'ab' is no path.\"")]
    [InlineData(
        "Table",
        "ab",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Table'. Cannot convert the \"ab\" value of type \"System.String\" to type "
            + "\"System.Collections.Hashtable\".")]
    [InlineData(
        "Id",
        "ab",
        "CannotConvertArgumentNoMessage",
        "Cannot bind parameter 'Id'. Cannot convert value \"ab\" to type \"System.Guid\". Error: \"Unrecognized Guid format.\"")]
    public void An_invalid_value_has_PowerShells_error(string name, object? value, string id, string message)
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() =>
            Run(s => s.AddCommand("Test-SampleBinding").AddParameter(name, value)));
        Assert.Equal(message, failure.Message);
        Assert.Equal($"{id},{Type}", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(id, failure.ErrorId);
        Assert.True(Shell.HadErrors);
    }

    [Fact]
    public void A_list_for_a_single_value_is_an_error()
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() =>
            Run(s => s.AddCommand("Test-SampleBinding").AddParameter("Text", new[] { "a", "b" })));
        Assert.Equal($"CannotConvertArgument,{Type}", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(
            "Cannot convert 'System.String[]' to the type 'System.String' required by parameter 'Text'. Specified method is not supported.",
            failure.Message);
    }

    [Fact]
    public void A_parameter_given_twice_is_an_error()
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() =>
            Run(s => s.AddCommand("Test-SampleBinding").AddParameter("Count", 1).AddParameter("Count", 2)));
        Assert.Equal($"ParameterAlreadyBound,{Type}", failure.ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void Too_many_positions_are_an_error()
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() =>
            Run(s => s.AddCommand("Test-SampleBinding").AddArgument(1).AddArgument("b").AddArgument("c")));
        Assert.Equal($"PositionalParameterNotFound,{Type}", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal("A positional parameter cannot be found that accepts argument 'c'.", failure.Message);
    }

    [Fact]
    public void An_unknown_property_of_a_hashtable_is_named()
    {
        var failure = Assert.ThrowsAny<ParameterBindingException>(() =>
            Run(s => s.AddCommand("Test-SampleBinding").AddParameter("Options", new Hashtable { ["Nix"] = 1 })));
        Assert.Equal(
            "Cannot bind parameter 'Options'. Cannot create object of type \"StandIn.Samples.SampleOptions\". The property 'Nix' was not "
                + "found for the 'StandIn.Samples.SampleOptions' object. The settable properties are: [Name <System.String>], [Size "
                + "<System.Int32>].",
            failure.Message);
    }

    [Fact]
    public void Remaining_arguments_are_collected()
    {
        Assert.Equal(
            "a|b,c", Run(s => s.AddCommand("Join-SampleRest").AddArgument("a").AddArgument("b").AddArgument("c")).Single().ToString());
        Assert.Equal("a|b,c", Text("Join-SampleRest a b c"));
    }

    [Fact]
    public void Unknown_commands_are_errors()
    {
        var failure = Assert.Throws<CommandNotFoundException>(() => Run(s => s.AddCommand("Get-Nothing")));
        Assert.Equal("CommandNotFoundException", failure.ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal("Get-Nothing", failure.CommandName);
        Assert.StartsWith(
            "The term 'Get-Nothing' is not recognized as a name of a cmdlet, function, script file, or executable program.",
            failure.Message,
            StringComparison.Ordinal);
    }

    private SampleBound One(string name, object? value) =>
        Assert.Single(Bound(s => s.AddCommand("Test-SampleBinding").AddParameter(name, value)));

    private IEnumerable<SampleBound> Bound(Action<PowerShell> add) => Run(add).Select(o => (SampleBound)o.BaseObject);
}

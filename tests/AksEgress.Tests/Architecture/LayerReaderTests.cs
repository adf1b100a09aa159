namespace AksEgress.Tests.Architecture;

/// <summary>Tests of LayerReader with a small project.</summary>
public sealed class LayerReaderTests : IDisposable
{
    private static readonly Layer[] s_layers = [new("lower", "Lower"), new("upper", "Upper", LayerReader.Root)];
    private readonly string _project = Directory.CreateTempSubdirectory("layers").FullName;

    public void Dispose() => Directory.Delete(_project, recursive: true);

    [Fact]
    public void A_reference_to_a_lower_layer_is_allowed()
    {
        Write("Lower/Store.cs", "namespace P.Lower;\npublic sealed class Store;");
        Write("Upper/Job.cs", "using P.Lower;\nnamespace P.Upper;\npublic sealed class Job(Store store);");

        var reader = LayerReader.Read(_project);

        Assert.Contains(reader.References, reference => reference.Target == "Store");
        Assert.Empty(reader.UpwardReferences(s_layers));
        Assert.Empty(reader.Cycles());
    }

    [Theory]
    [InlineData("using P.Upper;\nnamespace P.Lower;\npublic sealed class Store;")]
    [InlineData("using Work = P.Upper.Job;\nnamespace P.Lower;\npublic sealed class Store;")]
    [InlineData("namespace P.Lower;\npublic sealed class Store(Upper.Job job);")]
    [InlineData("namespace P.Lower;\npublic sealed class Store { string S() => $\"{P.Upper.Job.Name,3:x}\"; }")]
    [InlineData("namespace P.Lower;\npublic sealed class Store(Entry entry);")]
    public void A_reference_to_a_higher_layer_is_reported(string lower)
    {
        Write("Lower/Store.cs", lower);
        Write("Upper/Job.cs", "namespace P.Upper;\npublic sealed class Job(P.Lower.Store store) { public const string Name = \"\"; }");
        Write("Entry.cs", "namespace P;\npublic sealed class Entry(Lower.Store store);");

        var reader = LayerReader.Read(_project);

        Assert.All(reader.UpwardReferences(s_layers), reference => Assert.Equal("Lower/Store.cs", reference.File));
        Assert.Single(reader.UpwardReferences(s_layers));
        Assert.Single(reader.Cycles());
    }

    [Theory]
    [InlineData("// Upper.Job")]
    [InlineData("/* Upper.Job */")]
    [InlineData("const string S = \"Upper.Job\\\"Upper.Job\";")]
    [InlineData("const string S = @\"\"\"Upper.Job\\\"; const char C = '\"';")]
    [InlineData("const string S = $\"{{Upper.Job}}\";")]
    [InlineData("const string S = \"\"\"Upper.Job \"Upper.Job\" \"\"\";")]
    [InlineData("object Job(object store) => store.Upper.Job.Job;")]
    public void Comments_literals_and_members_do_not_count_as_references(string body)
    {
        Write("Lower/Store.cs", $"namespace P.Lower;\npublic sealed class Store\n{{\n{body}\n}}");
        Write("Upper/Job.cs", "namespace P.Upper;\npublic sealed class Job;");

        Assert.Empty(LayerReader.Read(_project).References);
    }

    [Fact]
    public void A_folder_without_a_layer_is_reported()
    {
        Write("Lower/Store.cs", "namespace P.Lower;\npublic sealed class Store;");
        Write("New/Thing.cs", "namespace P.New;\npublic sealed class Thing;");

        Assert.Equal(["New", "Upper", LayerReader.Root], LayerReader.Read(_project).UnassignedFolders(s_layers));
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.Combine(_project, Path.GetDirectoryName(path)!));
        File.WriteAllText(Path.Combine(_project, path), text);
    }
}

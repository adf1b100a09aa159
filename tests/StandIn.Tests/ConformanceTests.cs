using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AksEgress.Hosting;

namespace StandIn.Tests;

/// <summary>The stand-in must declare what cmdlets were compiled against: a member that differs is a missing member.</summary>
public sealed class ConformanceTests
{
    // Members of PowerShell 7 that its reference assembly doesn't contain.
    private static readonly string[] s_later =
    [
        "System.Management.Automation.PowerShell (System.Management.Automation.Runspaces.Runspace)`0 static"
    ];

    private static string StandInPath =>
        typeof(ConformanceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "StandInPath").Value!;

    private static string ReferencePath =>
        typeof(ConformanceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ReferencePath").Value!;

    [Fact]
    public void The_assembly_has_the_name_key_and_version_that_cmdlets_reference()
    {
        var reference = AssemblyName.GetAssemblyName(ReferencePath);
        var own = AssemblyName.GetAssemblyName(StandInPath);
        Assert.Equal(reference.Name, own.Name);
        Assert.Equal(reference.GetPublicKeyToken(), own.GetPublicKeyToken());
        Assert.True(own.Version >= reference.Version);
    }

    [Fact]
    public void Every_type_and_member_of_both_is_declared_alike()
    {
        using var reference = new Shapes(ReferencePath);
        using var own = new Shapes(StandInPath);
        var wrong = new List<string>();
        foreach ((var name, var shape) in own.Types)
        {
            if (!reference.Types.TryGetValue(name, out var wanted))
            {
                continue;
            }

            if (shape.Kind != wanted.Kind)
            {
                wrong.Add($"{name} is {shape.Kind}, not {wanted.Kind}");
            }

            if (shape.Base != wanted.Base)
            {
                wrong.Add($"{name} derives from {shape.Base}, not {wanted.Base}");
            }

            // The engine has more members than the reference; a member with a known name must be a known one.
            foreach ((var member, var signatures) in shape.Members)
            {
                if (wanted.Members.TryGetValue(member, out var known) && signatures.Except(known).Except(s_later).Any())
                {
                    wrong.Add($"{name}.{member}: {string.Join(" | ", signatures.Except(known))}; wanted {string.Join(" | ", known)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory]
    [InlineData("StandIn.Samples.dll")]
    public void Everything_that_compiled_cmdlets_use_exists(string file) =>
        Assert.Empty(Missing(Path.Combine(AppContext.BaseDirectory, file)));

    [Fact]
    public void Everything_that_the_module_uses_exists()
    {
        var module = Path.Combine(Engine.Root, "out", "AksEgress", "bin", "AksEgress.PowerShell.dll");
        if (File.Exists(module))
        {
            Assert.Empty(Missing(module));
        }
    }

    private static List<string> Missing(string path)
    {
        using var own = new Shapes(StandInPath);
        using var stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        var missing = new List<string>();
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
            {
                continue;
            }

            var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference
                || reader.GetString(
                    reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) != "System.Management.Automation")
            {
                continue;
            }

            var typeName = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
            var name = reader.GetString(member.Name);
            var signature = member.GetKind() == MemberReferenceKind.Method
                ? Shapes.Describe(member.DecodeMethodSignature(new Names(), null))
                : member.DecodeFieldSignature(new Names(), null);
            if (!own.Has(typeName, name, signature))
            {
                missing.Add($"{typeName}.{name} {signature}");
            }
        }

        return missing;
    }

    /// <summary>Public types with their members as text, read from metadata: neither assembly is loaded.</summary>
    private sealed class Shapes : IDisposable
    {
        private readonly PEReader _image;
        private readonly MetadataReader _reader;

        public Shapes(string path)
        {
            _image = new PEReader(File.OpenRead(path));
            _reader = _image.GetMetadataReader();
            foreach (var handle in _reader.TypeDefinitions)
            {
                var type = _reader.GetTypeDefinition(handle);
                if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                {
                    Types[$"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}"] = Shape(type);
                }
            }
        }

        public Dictionary<string, TypeShape> Types { get; } = [];

        public static string Describe(MethodSignature<string> signature) =>
            $"{signature.ReturnType} ({string.Join(", ", signature.ParameterTypes)})`{signature.GenericParameterCount}"
                + $"{(signature.Header.IsInstance ? string.Empty : " static")}";

        public bool Has(string typeName, string member, string signature)
        {
            for (var name = typeName; name is not null && Types.TryGetValue(name, out var shape); name = shape.Base)
            {
                if (shape.Members.TryGetValue(member, out var signatures) && signatures.Contains(signature))
                {
                    return true;
                }
            }

            return false;
        }

        public void Dispose() => _image.Dispose();

        private TypeShape Shape(TypeDefinition type)
        {
            var isInterface = type.Attributes.HasFlag(TypeAttributes.Interface);
            var baseName = type.BaseType.IsNil ? null : new Names().Of(_reader, type.BaseType);
            var kind = isInterface
                ? "interface"
                : baseName is "System.Enum" ? "enum"
                : baseName is "System.ValueType" ? "struct"
                : baseName is "System.MulticastDelegate" ? "delegate"
                : type.Attributes.HasFlag(TypeAttributes.Abstract) && type.Attributes.HasFlag(TypeAttributes.Sealed) ? "static class"
                : "class";
            var members = new Dictionary<string, HashSet<string>>();
            foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
            {
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family
                    or MethodAttributes.FamORAssem)
                {
                    Add(members, _reader.GetString(method.Name), Describe(method.DecodeSignature(new Names(), null)));
                }
            }

            foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
            {
                if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family)
                {
                    var value = field.GetDefaultValue().IsNil || kind != "enum"
                        ? string.Empty
                        : " = " + _reader.GetBlobReader(_reader.GetConstant(field.GetDefaultValue()).Value).ReadInt32();
                    Add(members, _reader.GetString(field.Name), field.DecodeSignature(new Names(), null) + value);
                }
            }

            return new TypeShape(kind, baseName, members);
        }

        private static void Add(Dictionary<string, HashSet<string>> members, string name, string signature)
        {
            if (!members.TryGetValue(name, out var signatures))
            {
                members[name] = signatures = [];
            }

            signatures.Add(signature);
        }

        internal sealed record TypeShape(string Kind, string? Base, Dictionary<string, HashSet<string>> Members);
    }

    /// <summary>Types in signatures by their full names, from whatever assembly.</summary>
    private sealed class Names : ISignatureTypeProvider<string, object?>
    {
        public string Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
        {
            HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
            _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        };

        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "function pointer";

        public string GetGenericInstantiation(string genericType, System.Collections.Immutable.ImmutableArray<string> typeArguments) =>
            $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

        public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeDefinition(handle);
            return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            return Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        public string GetTypeFromSpecification(
            MetadataReader reader,
            object? genericContext,
            TypeSpecificationHandle handle,
            byte rawTypeKind) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
    }
}
